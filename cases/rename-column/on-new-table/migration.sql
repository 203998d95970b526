CREATE TABLE notes (id bigint PRIMARY KEY, body text);
ALTER TABLE notes RENAME COLUMN body TO text;
