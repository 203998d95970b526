ALTER TABLE users RENAME COLUMN n TO number;
ALTER TABLE users MODIFY COLUMN number bigint;
