CREATE UNIQUE INDEX CONCURRENTLY orders_email_key ON orders (email);
ALTER TABLE orders ADD CONSTRAINT orders_email_key UNIQUE USING INDEX orders_email_key;
