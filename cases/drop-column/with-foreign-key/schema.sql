CREATE TABLE teams (id integer PRIMARY KEY);
CREATE TABLE users (id bigint PRIMARY KEY, team integer REFERENCES teams);
