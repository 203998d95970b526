-- old
INSERT INTO users (mail, told, phone) VALUES ('o' || :n, 'o' || :n, 'o' || :n);
UPDATE users SET mail = 'p' || :n, told = 'p' || :n, phone = 'p' || :n WHERE id = 1 + :n % 200;
-- new
INSERT INTO users (email, told, telephone) VALUES ('n' || :n, 'n' || :n, 'n' || :n);
UPDATE users SET email = 'm' || :n, told = 'm' || :n, telephone = 'm' || :n WHERE id = 1 + :n % 200;
-- check
SELECT * FROM users WHERE email IS DISTINCT FROM told;
