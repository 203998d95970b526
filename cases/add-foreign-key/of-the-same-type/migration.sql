ALTER TABLE orders ADD COLUMN paid_by bigint REFERENCES customers (id);
