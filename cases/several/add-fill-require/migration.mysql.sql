ALTER TABLE users ADD COLUMN email varchar(60);
UPDATE users SET email = concat(name, '@a.org');
ALTER TABLE users MODIFY COLUMN email varchar(60) NOT NULL;
