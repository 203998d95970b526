$ create add_contact_to_users_table email:text:index phone:text

ALTER TABLE users ADD COLUMN email text;

ALTER TABLE users ADD COLUMN phone text;

CREATE INDEX users_email_idx ON users (email);

-- undo
ALTER TABLE users DROP COLUMN phone;

ALTER TABLE users DROP COLUMN email;
