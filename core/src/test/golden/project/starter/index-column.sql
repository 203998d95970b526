$ create index_email_on_users

CREATE INDEX users_email_idx ON users (email);

-- undo
DROP INDEX users_email_idx;
