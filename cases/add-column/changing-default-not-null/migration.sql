ALTER TABLE users ADD COLUMN luck double precision NOT NULL DEFAULT random() * 0;
