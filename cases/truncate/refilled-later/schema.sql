CREATE TABLE roles (id integer PRIMARY KEY, name text NOT NULL UNIQUE);
