CREATE TABLE events (id bigint, at integer NOT NULL, kind text) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (1000);
CREATE TABLE events_2 (id bigint, at integer NOT NULL, kind text);
CREATE TABLE events_rest PARTITION OF events DEFAULT;
