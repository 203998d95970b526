-- db-migrations: strategy=blue-green
ALTER TABLE orders MODIFY COLUMN id bigint NOT NULL AUTO_INCREMENT;
