INSERT INTO customers (id, name)
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 60)
SELECT n, concat('name', n) FROM numbers;
INSERT INTO orders (id, customer_id, email, status, total, note)
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 300)
SELECT n, 1 + n % 60, concat('u', n, '@a.org'), if(n % 2 = 0, 'new', 'paid'), n * 10, concat('note ', n) FROM numbers;
INSERT INTO notes (id, customer_id, words)
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 200)
SELECT n, 1 + n % 60, concat('words ', n) FROM numbers;
INSERT INTO visits (id, day)
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 100)
SELECT n, n % 59 FROM numbers;
