-- old
INSERT INTO users (mail, told) VALUES ('o' || :n, 'o' || :n);
UPDATE users SET mail = 'p' || :n, told = 'p' || :n WHERE id = 1 + :n % 200;
-- new
INSERT INTO users (email, told) VALUES ('n' || :n, 'n' || :n);
UPDATE users SET email = 'm' || :n, told = 'm' || :n WHERE id = 1 + :n % 200;
-- check
SELECT * FROM users WHERE email IS DISTINCT FROM told;
