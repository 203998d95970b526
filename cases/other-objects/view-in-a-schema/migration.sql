CREATE VIEW shop.orders AS SELECT * FROM orders;
