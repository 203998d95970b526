ALTER TABLE customers ALTER COLUMN id TYPE numeric;
