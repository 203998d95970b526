ALTER TABLE orders DROP CONSTRAINT orders_email_check;
ALTER TABLE orders ALTER COLUMN email TYPE varchar(300);
ALTER TABLE orders ADD CONSTRAINT orders_email_check CHECK (email <> '') NOT VALID;
