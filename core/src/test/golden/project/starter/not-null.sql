$ create set_email_not_null_in_users

ALTER TABLE users ALTER COLUMN email SET NOT NULL;

-- undo
ALTER TABLE users ALTER COLUMN email DROP NOT NULL;
