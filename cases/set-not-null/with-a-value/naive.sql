UPDATE users SET name = 'nobody' WHERE name IS NULL;
ALTER TABLE users ALTER COLUMN name SET NOT NULL;
