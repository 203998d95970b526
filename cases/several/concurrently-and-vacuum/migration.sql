ALTER TABLE users ADD COLUMN state text;
CREATE INDEX CONCURRENTLY users_state ON users (state);
VACUUM users;
COMMENT ON COLUMN users.state IS 'of mind';
