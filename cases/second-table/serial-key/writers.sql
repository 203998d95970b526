-- both
INSERT INTO users (name) VALUES ('w' || :n);
UPDATE users SET name = 'x' || :n WHERE id = 1 + :n % 200;
