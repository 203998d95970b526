-- db-migrations: strategy=blue-green
ALTER TABLE readings ALTER COLUMN what TYPE varchar(20);
