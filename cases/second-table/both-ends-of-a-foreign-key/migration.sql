-- db-migrations: strategy=blue-green
ALTER TABLE users ALTER COLUMN id TYPE bigint;
ALTER TABLE orders ALTER COLUMN user_id TYPE bigint;
