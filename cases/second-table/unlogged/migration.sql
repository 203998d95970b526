-- db-migrations: strategy=blue-green
ALTER TABLE users SET LOGGED;
