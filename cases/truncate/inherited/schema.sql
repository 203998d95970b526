CREATE TABLE cities (id integer PRIMARY KEY, name text);
CREATE TABLE capitals (state text) INHERITS (cities);
ALTER TABLE capitals ADD PRIMARY KEY (id);
