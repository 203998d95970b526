-- old
INSERT INTO users (mail, told) VALUES ('o' || :n, 'o' || :n);
-- new
INSERT INTO users (told) VALUES ('n' || :n);
