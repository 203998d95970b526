ALTER TABLE customers ADD COLUMN archived boolean;
