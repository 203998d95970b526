$ create drop_users_table

DROP TABLE users;

-- undo
-- none follows from the name
