CREATE INDEX users_tags ON users USING gin (tags);
