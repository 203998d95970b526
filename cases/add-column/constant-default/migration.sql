ALTER TABLE users ADD COLUMN state text DEFAULT 'new';
