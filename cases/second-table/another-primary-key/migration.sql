-- db-migrations: strategy=blue-green
ALTER TABLE users DROP CONSTRAINT users_pkey, ADD CONSTRAINT users_key PRIMARY KEY (code, id);
