-- old
INSERT INTO users (told) VALUES ('x');
UPDATE users SET mail = gen_random_uuid() WHERE id = 1 + :n % 200;
-- new
INSERT INTO users (told) VALUES ('x');
UPDATE users SET email = gen_random_uuid() WHERE id = 1 + :n % 200;
-- check
SELECT * FROM users WHERE email IS NULL;
