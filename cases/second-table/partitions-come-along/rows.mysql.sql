INSERT INTO visits (id, day, place)
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 200)
SELECT n, n, concat('place ', n) FROM numbers;
