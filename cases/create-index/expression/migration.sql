CREATE INDEX users_lower ON users (lower(mail), (age / 10));
