CREATE TABLE users (id integer PRIMARY KEY, place integer NOT NULL CONSTRAINT one_place UNIQUE DEFERRABLE, n integer);
