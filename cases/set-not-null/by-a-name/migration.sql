ALTER TABLE orders ADD CONSTRAINT orders_email_given NOT NULL email;
