CREATE UNIQUE INDEX orders_email_key ON orders (email);
