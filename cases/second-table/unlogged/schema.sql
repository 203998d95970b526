CREATE UNLOGGED TABLE users (id integer PRIMARY KEY, n integer);
