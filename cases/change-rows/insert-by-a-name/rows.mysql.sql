INSERT INTO roles (tenant, name) WITH RECURSIVE numbers AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM numbers WHERE n < 200) SELECT n % 5, concat('role', n) FROM numbers;
