-- old
INSERT INTO users (mail, told) VALUES (json_build_object('o', :n), json_build_object('o', :n)::text);
UPDATE users SET mail = json_build_object('p', :n), told = json_build_object('p', :n)::text WHERE id = 1 + :n % 200;
-- new
INSERT INTO users (email, told) VALUES (json_build_object('m', :n), json_build_object('m', :n)::text);
-- check
SELECT * FROM users WHERE told <> 'x' AND email::text IS DISTINCT FROM told;
