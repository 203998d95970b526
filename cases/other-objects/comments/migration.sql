COMMENT ON TABLE users IS 'all of them';
COMMENT ON COLUMN users.mail IS 'where to write';
