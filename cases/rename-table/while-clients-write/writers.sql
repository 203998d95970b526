-- old
INSERT INTO users (mail, told) VALUES ('o' || :n, 'o' || :n);
UPDATE users SET mail = 'p' || :n, told = 'p' || :n WHERE id = 1 + :n % 200;
-- new
INSERT INTO people (mail, told) VALUES ('n' || :n, 'n' || :n);
UPDATE people SET mail = 'm' || :n, told = 'm' || :n WHERE id = 1 + :n % 200;
-- check
SELECT * FROM people WHERE mail IS DISTINCT FROM told;
