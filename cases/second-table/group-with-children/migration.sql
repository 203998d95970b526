-- db-migrations: strategy=blue-green
ALTER TABLE users ALTER COLUMN id TYPE bigint;
ALTER TABLE orders ALTER COLUMN user_id TYPE bigint, ALTER COLUMN id TYPE bigint;
ALTER TABLE notes ALTER COLUMN user_id TYPE bigint, ALTER COLUMN order_id TYPE bigint;
