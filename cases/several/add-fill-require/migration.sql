ALTER TABLE users ADD COLUMN state text;
UPDATE users SET state = 'old';
ALTER TABLE users ALTER COLUMN state SET NOT NULL;
