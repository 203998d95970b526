ALTER TABLE orders COMMENT 'by total';
