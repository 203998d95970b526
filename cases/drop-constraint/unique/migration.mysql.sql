ALTER TABLE users DROP INDEX users_name_key;
