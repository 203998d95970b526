ALTER TABLE orders ADD COLUMN seen datetime, ADD INDEX orders_total (total);
