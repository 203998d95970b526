-- both
INSERT INTO users (team, age) VALUES (1 + :n % 50, 1);
UPDATE users SET team = 1 + :n % 49 WHERE id = 1 + :n % 200;
