CREATE TABLE teams (id integer PRIMARY KEY);
CREATE TABLE events (id bigint, at integer, team integer) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (1000);
