-- db-migrations: up(email) = name || '@example.org'
ALTER TABLE users ADD COLUMN email text NOT NULL;
