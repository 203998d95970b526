ALTER TABLE orders ALTER COLUMN email TYPE varchar(300);
