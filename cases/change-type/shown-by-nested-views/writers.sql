-- both
INSERT INTO editable (n, told) VALUES (:n % 900, :n % 900);
UPDATE users SET n = :n % 777, told = :n % 777 WHERE id = 1 + :n % 200;
DELETE FROM editable WHERE id < 0 AND id IN (SELECT most FROM counts);
-- check
SELECT * FROM users WHERE n::text IS DISTINCT FROM told::text;
