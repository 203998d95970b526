CREATE TABLE users (id bigint PRIMARY KEY, boss integer REFERENCES users);
CREATE INDEX users_boss ON users (boss);
