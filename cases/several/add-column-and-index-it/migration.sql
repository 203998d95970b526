ALTER TABLE users ADD COLUMN state text;
CREATE INDEX users_state ON users (state);
ALTER TABLE users ADD CONSTRAINT known CHECK (state <> '');
ALTER TABLE users ADD CONSTRAINT one_state UNIQUE (state);
