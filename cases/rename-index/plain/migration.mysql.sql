ALTER TABLE users RENAME INDEX users_name TO users_by_name;
