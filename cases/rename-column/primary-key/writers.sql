-- old
INSERT INTO users (mail) VALUES ('o' || :n);
UPDATE users SET mail = 'p' || :n WHERE id = 1 + :n % 200;
-- new
INSERT INTO users (mail) VALUES ('n' || :n);
UPDATE users SET mail = 'q' || :n WHERE user_id = 1 + :n % 200;
