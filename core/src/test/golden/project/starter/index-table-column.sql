$ create add_index_on_users_email

CREATE INDEX users_email_idx ON users (email);

-- undo
DROP INDEX users_email_idx;
