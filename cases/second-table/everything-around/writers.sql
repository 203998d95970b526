-- both
INSERT INTO users (n, told, club) VALUES (:n, 'WRITER ' || :n, :n % 10);
UPDATE users SET n = n + 1 WHERE id = 1 + :n % 90;
INSERT INTO visits VALUES (1000 + :n, 1 + :n % 90);
DELETE FROM visits WHERE id = 990 + :n;
-- check
SELECT * FROM users WHERE double IS DISTINCT FROM n * 2;
