CREATE TABLE named (id integer NOT NULL PRIMARY KEY, name varchar(30));
INSERT INTO named SELECT id, name FROM users WHERE name IS NOT NULL;
CREATE INDEX named_name ON named (name);
ALTER TABLE named ADD COLUMN at integer;
ALTER TABLE users ADD COLUMN nick varchar(30);
DROP TABLE named;
