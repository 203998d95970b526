-- db-migrations: strategy=direct
ALTER TABLE users RENAME COLUMN mail TO email;
