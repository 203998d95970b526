INSERT INTO users (id, mail, told)
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 200)
SELECT n, concat('m', n), concat('m', n) FROM numbers;
