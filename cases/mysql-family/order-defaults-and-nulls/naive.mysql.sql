ALTER TABLE orders ADD COLUMN token varchar(40);
UPDATE orders SET token = uuid();
ALTER TABLE orders ALTER COLUMN token SET DEFAULT (uuid());
ALTER TABLE orders MODIFY COLUMN total int FIRST;
ALTER TABLE orders ADD COLUMN mark int DEFAULT 1 AFTER email;
ALTER TABLE orders MODIFY COLUMN status enum('new', 'paid', 'void') DEFAULT 'new';
