INSERT INTO users (id, name, age)
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 200)
SELECT n, concat('u', n), n FROM numbers;
