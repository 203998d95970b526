ALTER TABLE users RENAME COLUMN mail TO email;
CREATE INDEX users_email_idx ON users (email);
