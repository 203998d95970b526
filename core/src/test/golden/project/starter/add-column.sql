$ create add_email_to_users email:varchar(255):unique

ALTER TABLE users ADD COLUMN email varchar(255);

ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);

-- undo
ALTER TABLE users DROP COLUMN email;
