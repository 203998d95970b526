-- db-migrations: strategy=blue-green
ALTER TABLE events ALTER COLUMN n TYPE bigint, ADD UNIQUE (at, n);
