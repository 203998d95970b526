INSERT INTO a_table_with_a_name_that_is_exactly_as_long_as_names_may_be_here
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 200)
SELECT n, concat('m', n) FROM numbers;
