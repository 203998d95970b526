CREATE TABLE events (id bigint, at integer NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (1000);
CREATE TABLE events_2 (id bigint, at integer NOT NULL, CONSTRAINT bounds CHECK (at >= 1000 AND at < 2000));
