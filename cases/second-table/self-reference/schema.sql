CREATE TABLE users (id integer PRIMARY KEY, boss integer REFERENCES users);
CREATE INDEX users_boss ON users (boss);
