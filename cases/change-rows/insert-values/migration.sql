INSERT INTO users (id, mail, age) VALUES (1001, 'a', 1), (1002, 'b', 2);
