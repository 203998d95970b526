ALTER TABLE orders CHANGE COLUMN email mail varchar(50);
ALTER TABLE orders DROP COLUMN note;
UPDATE orders SET total = 0;
TRUNCATE TABLE notes;
RENAME TABLE visits TO calls;
DROP TABLE notes;
