ALTER TABLE users RENAME COLUMN mail TO email;
ALTER TABLE users RENAME COLUMN phone TO telephone;
