-- db-migrations: strategy=blue-green
ALTER TABLE users ALTER COLUMN code TYPE bigint;
