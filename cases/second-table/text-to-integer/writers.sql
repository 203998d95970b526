-- old
INSERT INTO users (n, told) VALUES (:n::text, :n::text);
UPDATE users SET n = :n::text, told = :n::text WHERE id = 1 + :n % 200;
-- check
SELECT * FROM users WHERE n::text IS DISTINCT FROM told;
