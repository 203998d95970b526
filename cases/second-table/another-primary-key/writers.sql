-- both
INSERT INTO users VALUES (1000 + :n, 'w' || :n);
UPDATE users SET code = 'x' || :n WHERE id = 1 + :n % 200;
