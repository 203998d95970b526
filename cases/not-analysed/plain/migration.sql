ALTER TABLE orders ADD COLUMN checked boolean;
