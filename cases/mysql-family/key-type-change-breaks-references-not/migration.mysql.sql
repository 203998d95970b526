ALTER TABLE customers MODIFY COLUMN name varchar(60);
