$ create index_last_name_and_first_name_on_users

CREATE INDEX users_last_name_first_name_idx ON users (last_name, first_name);

-- undo
DROP INDEX users_last_name_first_name_idx;
