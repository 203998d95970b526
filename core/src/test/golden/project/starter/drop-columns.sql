$ create drop_email_and_phone_from_users

ALTER TABLE users DROP COLUMN email;

ALTER TABLE users DROP COLUMN phone;

-- undo
-- none follows from the name
