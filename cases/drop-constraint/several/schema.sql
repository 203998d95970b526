CREATE TABLE teams (id integer PRIMARY KEY, UNIQUE (id));
CREATE TABLE users (id bigint PRIMARY KEY, team integer, boss bigint);

ALTER TABLE users ADD CONSTRAINT in_team FOREIGN KEY (team) REFERENCES teams;
ALTER TABLE users ADD CONSTRAINT positive CHECK (team > 0);
ALTER TABLE users ADD CONSTRAINT one_boss UNIQUE (boss);
