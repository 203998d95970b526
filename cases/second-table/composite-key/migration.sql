-- db-migrations: strategy=blue-green
ALTER TABLE members ALTER COLUMN person TYPE bigint;
