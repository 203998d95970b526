-- old
INSERT INTO users (mail, told) VALUES (concat('o', :n), concat('o', :n));
UPDATE users SET mail = concat('p', :n), told = concat('p', :n) WHERE id = 1 + :n % 200;
-- new
INSERT INTO people (mail, told) VALUES (concat('n', :n), concat('n', :n));
UPDATE people SET mail = concat('m', :n), told = concat('m', :n) WHERE id = 1 + :n % 200;
-- check
SELECT * FROM people WHERE NOT mail <=> told;
