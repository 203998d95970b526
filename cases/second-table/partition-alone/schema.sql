CREATE TABLE events (id integer NOT NULL, at integer NOT NULL, n integer, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events DEFAULT;
