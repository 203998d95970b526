-- db-migrations: strategy=blue-green
ALTER TABLE visits MODIFY COLUMN id bigint NOT NULL AUTO_INCREMENT;
