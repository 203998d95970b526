ALTER TABLE users ADD COLUMN code text NOT NULL DEFAULT 'x' CONSTRAINT short_code CHECK (length(code) < 9);
