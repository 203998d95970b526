CREATE TABLE pairs (a integer, b bigint, PRIMARY KEY (a, b));
CREATE TABLE users (id bigint PRIMARY KEY, team integer, boss bigint);
