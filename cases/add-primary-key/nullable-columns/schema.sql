CREATE TABLE log (id bigint, part integer NOT NULL, message text);
