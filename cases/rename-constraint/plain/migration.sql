ALTER TABLE users RENAME CONSTRAINT positive TO more_than_none;
