INSERT INTO users (mail, age) SELECT concat('m', n), n FROM (WITH RECURSIVE numbers AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM numbers WHERE n < 200) SELECT n FROM numbers) AS numbers;
