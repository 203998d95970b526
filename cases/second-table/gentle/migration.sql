-- db-migrations: strategy=blue-green
ALTER TABLE users ALTER COLUMN n TYPE bigint;
