INSERT INTO users (id, a, b, c, d, e, f, g, h, i, j)
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 200)
SELECT n, n, if(n % 2 = 0, 'x', 'y'), if(n % 3 = 0, 'p,q', ''), n * 1.00001, unhex(hex(n)), sec_to_time(n), 1990 + n % 100, n / 7, concat('ü', n),
  '2024-01-01 00:00:00.000001' + INTERVAL n MINUTE FROM numbers;
