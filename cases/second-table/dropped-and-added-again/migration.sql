-- db-migrations: strategy=blue-green
ALTER TABLE users DROP COLUMN n;
ALTER TABLE users ADD COLUMN n bigint DEFAULT 7;
