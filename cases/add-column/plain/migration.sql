ALTER TABLE orders ADD COLUMN gross integer;
