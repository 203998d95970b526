ALTER TABLE users ADD COLUMN score integer DEFAULT 3 CHECK (score > 0);
