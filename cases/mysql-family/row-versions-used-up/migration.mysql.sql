ALTER TABLE orders ADD COLUMN seen datetime;
