ALTER TABLE members ALTER COLUMN person TYPE bigint;
