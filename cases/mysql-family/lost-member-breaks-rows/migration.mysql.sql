ALTER TABLE orders MODIFY COLUMN status enum('new', 'paid') NOT NULL DEFAULT 'new';
