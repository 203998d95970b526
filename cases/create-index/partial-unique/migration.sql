CREATE UNIQUE INDEX one_baby ON users (age) WHERE age = 0 AND id < 100;
