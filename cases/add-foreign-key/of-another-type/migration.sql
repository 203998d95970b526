ALTER TABLE orders ADD COLUMN paid_by integer REFERENCES customers (id);
