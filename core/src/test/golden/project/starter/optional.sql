$ create make_email_optional_in_users

ALTER TABLE users ALTER COLUMN email DROP NOT NULL;

-- undo
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
