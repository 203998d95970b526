-- db-migrations: strategy=direct
ALTER TABLE users ADD COLUMN luck double precision DEFAULT random() * 0;
