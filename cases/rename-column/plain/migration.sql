ALTER TABLE orders RENAME COLUMN email TO mail;
