ALTER TABLE orders MODIFY COLUMN email varchar(60);
