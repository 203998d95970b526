ALTER TABLE shop.users RENAME COLUMN mail TO email;
