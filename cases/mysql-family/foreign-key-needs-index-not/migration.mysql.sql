CREATE INDEX orders_customer_total ON orders (customer_id, total);
DROP INDEX orders_customer ON orders;
