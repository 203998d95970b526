ALTER TABLE users RENAME COLUMN mail TO email;
ALTER TABLE users RENAME COLUMN email TO address;
