-- old
INSERT INTO users (mail, told) VALUES (concat('o', :n), concat('o', :n));
UPDATE users SET mail = concat('p', :n), told = concat('p', :n) WHERE id = 1 + :n % 200;
-- new
INSERT INTO users (email, told) VALUES (concat('n', :n), concat('n', :n));
UPDATE users SET email = concat('m', :n), told = concat('m', :n) WHERE id = 1 + :n % 200;
-- check
SELECT * FROM users WHERE NOT email <=> told;
