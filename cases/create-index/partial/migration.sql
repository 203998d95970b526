CREATE INDEX adults ON users (mail) WHERE age > 17;
