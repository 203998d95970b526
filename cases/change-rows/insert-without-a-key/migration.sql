INSERT INTO users (mail, age) VALUES ('a', 1);
