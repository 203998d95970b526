$ create remove_email_from_users

ALTER TABLE users DROP COLUMN email;

-- undo
-- none follows from the name
