$ create add_first_name_and_last_name_to_users

-- no type was given for first_name, last_name: text is a guess
ALTER TABLE users ADD COLUMN first_name text;

ALTER TABLE users ADD COLUMN last_name text;

-- undo
ALTER TABLE users DROP COLUMN last_name;

ALTER TABLE users DROP COLUMN first_name;
