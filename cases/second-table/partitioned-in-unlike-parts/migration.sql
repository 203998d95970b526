-- db-migrations: strategy=blue-green
ALTER TABLE events ALTER COLUMN id TYPE bigint;
