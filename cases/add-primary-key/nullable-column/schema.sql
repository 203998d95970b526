CREATE TABLE events (id bigint, body text);
