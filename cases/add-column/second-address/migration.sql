ALTER TABLE orders ADD COLUMN address text;
