-- db-migrations: strategy=blue-green
ALTER TABLE members ALTER COLUMN id TYPE bigint, ALTER COLUMN boss TYPE bigint;
