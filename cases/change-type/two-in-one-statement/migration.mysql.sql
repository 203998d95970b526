ALTER TABLE users MODIFY COLUMN n bigint, MODIFY COLUMN told bigint;
