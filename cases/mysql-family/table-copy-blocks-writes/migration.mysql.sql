ALTER TABLE orders ADD COLUMN gross bigint GENERATED ALWAYS AS (total * 2) STORED, ADD CONSTRAINT total_positive CHECK (total > 0);
