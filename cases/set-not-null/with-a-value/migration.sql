-- db-migrations: up(name) = 'nobody'
ALTER TABLE users ALTER COLUMN name SET NOT NULL;
