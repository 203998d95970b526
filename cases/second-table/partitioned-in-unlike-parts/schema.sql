CREATE TABLE places (id integer PRIMARY KEY);
CREATE TABLE events (id integer NOT NULL, at integer NOT NULL, place integer, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE events_1 (id serial, at integer NOT NULL, place integer REFERENCES places);
ALTER TABLE events ATTACH PARTITION events_1 FOR VALUES FROM (0) TO (100);
CREATE TABLE events_former PARTITION OF events DEFAULT;
