INSERT INTO `the ``users` (id, `e mail`, `select`)
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 200)
SELECT n, concat('m', n), concat('m', n) FROM numbers;
