ALTER TABLE orders ADD COLUMN region text DEFAULT home_region();
