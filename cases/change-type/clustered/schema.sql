CREATE TABLE users (id bigint PRIMARY KEY, n integer);
CREATE INDEX users_n ON users (n);
ALTER TABLE users CLUSTER ON users_n;
