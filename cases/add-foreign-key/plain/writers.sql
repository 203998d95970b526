-- both
INSERT INTO users VALUES (1000 + :n, 1 + :n % 50, 1);
UPDATE users SET team = 1 + :n % 49 WHERE id = 1 + :n % 200;
UPDATE teams SET id = id WHERE id = 1 + :n % 50;
