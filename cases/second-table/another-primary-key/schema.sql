CREATE TABLE users (id integer PRIMARY KEY, code text NOT NULL CONSTRAINT users_code UNIQUE);
