ALTER TABLE orders ADD COLUMN details json;
