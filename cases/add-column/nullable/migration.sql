ALTER TABLE orders ADD COLUMN mail varchar(50);
