INSERT INTO notes SELECT n, n % 10, 'w' FROM (WITH RECURSIVE numbers AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM numbers WHERE n < 200) SELECT n FROM numbers) AS numbers;
