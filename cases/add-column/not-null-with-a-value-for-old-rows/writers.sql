-- old
INSERT INTO users (name, age) VALUES ('o' || :n, 1);
UPDATE users SET age = age + 1 WHERE id = 1 + :n % 200;
-- new
INSERT INTO users (name, age, email) VALUES ('n' || :n, 1, 'n' || :n || '@example.org');
-- check
SELECT * FROM users WHERE email <> name || '@example.org';
