-- db-migrations: strategy=blue-green
ALTER TABLE users ALTER COLUMN id TYPE bigint;
