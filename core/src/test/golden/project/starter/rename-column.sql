$ create rename_mail_to_email_in_users

ALTER TABLE users RENAME COLUMN mail TO email;

-- undo
ALTER TABLE users RENAME COLUMN email TO mail;
