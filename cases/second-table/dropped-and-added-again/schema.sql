CREATE TABLE users (id integer PRIMARY KEY, n integer DEFAULT 3);
