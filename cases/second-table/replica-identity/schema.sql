CREATE TABLE users (code integer NOT NULL UNIQUE, mail text);
ALTER TABLE users REPLICA IDENTITY USING INDEX users_code_key;
