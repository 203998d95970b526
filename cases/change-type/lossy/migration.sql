ALTER TABLE users ALTER COLUMN n TYPE integer USING n::integer;
