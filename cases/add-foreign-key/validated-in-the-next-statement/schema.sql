CREATE TABLE teams (id integer PRIMARY KEY, UNIQUE (id));
CREATE TABLE users (id bigint PRIMARY KEY, team integer, boss bigint);
