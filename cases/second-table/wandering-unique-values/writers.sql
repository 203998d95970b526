-- both
UPDATE users SET place = CASE place WHEN 1 + :n % 100 THEN 102 + :n % 100 ELSE 1 + :n % 100 END WHERE place IN (1 + :n % 100, 102 + :n % 100);
UPDATE users SET id = 100000 + id WHERE id = 1 + :n % 400;
UPDATE users SET id = id - 100000 WHERE id = 100001 + (:n + 399) % 400;
INSERT INTO users VALUES (200000 + :n, 200000 + :n, 1) ON CONFLICT (id) DO UPDATE SET n = 2;
-- check
SELECT place FROM users GROUP BY place HAVING count(*) > 1;
