$ create AddEmailToUsers email:text

ALTER TABLE users ADD COLUMN email text;

-- undo
ALTER TABLE users DROP COLUMN email;
