DROP INDEX orders_customer ON orders;
