ALTER TABLE orders ADD COLUMN discount percent;
