-- both
INSERT INTO users (name) VALUES ('w' || :n);
UPDATE users SET name = 'x' || :n WHERE id = 1 + :n % 200;
INSERT INTO orders VALUES (1000 + :n, 1 + :n % 200);
