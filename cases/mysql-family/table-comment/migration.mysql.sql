ALTER TABLE orders COMMENT 'what customers want';
ALTER TABLE orders MODIFY COLUMN total int COMMENT 'in cents';
