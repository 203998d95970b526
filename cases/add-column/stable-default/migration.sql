ALTER TABLE users ADD COLUMN century timestamptz DEFAULT date_trunc('century', now());
