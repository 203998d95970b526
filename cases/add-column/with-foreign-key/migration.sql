ALTER TABLE users ADD COLUMN boss bigint REFERENCES users;
