ALTER TABLE orders ADD COLUMN seen datetime;
ALTER TABLE orders ADD INDEX orders_total (total);
