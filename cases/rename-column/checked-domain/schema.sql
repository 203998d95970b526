CREATE DOMAIN percent AS numeric CHECK (VALUE BETWEEN 0 AND 100);
CREATE TABLE things (id integer PRIMARY KEY, share percent);
