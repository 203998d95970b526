-- both
INSERT INTO users (name) VALUES ('w' || :n);
INSERT INTO orders (user_id) VALUES (1 + :n % 150);
UPDATE users SET name = 'x' || :n WHERE id = 1 + :n % 150;
UPDATE orders SET user_id = 1 + :n % 140 WHERE id = 1 + :n % 300;
DELETE FROM users WHERE name = 'w' || (:n - 3);
-- check
SELECT * FROM orders o WHERE NOT EXISTS (SELECT FROM users u WHERE u.id = o.user_id);
