-- both
INSERT INTO users (n, told) VALUES (:n % 1000, :n % 1000);
UPDATE users SET n = :n % 777, told = :n % 777 WHERE id = 1 + :n % 200;
-- check
SELECT * FROM users WHERE n::text IS DISTINCT FROM told::text;
