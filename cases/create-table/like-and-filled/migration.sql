CREATE TABLE order_copies (LIKE orders INCLUDING ALL);
INSERT INTO order_copies SELECT * FROM orders;
