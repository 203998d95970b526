$ create drop_index_from_users

-- drop index from users
--
-- Write below what you mean, in plain SQL; how to do it without downtime is planned when it runs. For example:
--
--   ALTER TABLE users RENAME COLUMN mail TO email;

-- undo
-- none follows from the name
