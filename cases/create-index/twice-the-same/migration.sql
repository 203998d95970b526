CREATE INDEX CONCURRENTLY orders_mail_idx ON orders (email);
