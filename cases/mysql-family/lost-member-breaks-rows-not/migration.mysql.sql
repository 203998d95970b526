ALTER TABLE orders MODIFY COLUMN status enum('new', 'paid', 'void', 'lost') NOT NULL DEFAULT 'new';
