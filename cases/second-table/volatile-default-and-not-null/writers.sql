-- both
INSERT INTO users (mail, qty) VALUES ('w' || :n, 1 + :n);
UPDATE users SET qty = 1 + :n WHERE id = 1 + :n % 200;
-- check
SELECT * FROM users WHERE token IS NULL;
