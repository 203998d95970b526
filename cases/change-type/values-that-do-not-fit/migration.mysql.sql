ALTER TABLE users MODIFY COLUMN n smallint;
