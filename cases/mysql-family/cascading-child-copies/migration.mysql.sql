ALTER TABLE orders MODIFY COLUMN total bigint;
