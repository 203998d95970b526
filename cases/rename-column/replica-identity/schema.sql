CREATE TABLE users (code text NOT NULL UNIQUE, mail text, told text, id integer);
ALTER TABLE users REPLICA IDENTITY USING INDEX users_code_key;
