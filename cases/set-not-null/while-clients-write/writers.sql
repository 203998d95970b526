-- both
INSERT INTO users (name, age) VALUES ('w' || :n, 1);
UPDATE users SET name = name || 'x' WHERE id = 1 + :n % 200 AND length(name) < 20;
