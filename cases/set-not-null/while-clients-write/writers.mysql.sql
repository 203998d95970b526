-- both
INSERT INTO users (name, age) VALUES (concat('w', :n), 1);
UPDATE users SET age = age + 1 WHERE id = 1 + :n % 200;
