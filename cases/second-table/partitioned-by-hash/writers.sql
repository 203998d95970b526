-- both
INSERT INTO readings VALUES (1 + :n % 6, '2023-12-01'::date + :n::integer % 60, 10000 + :n, 'w');
UPDATE readings SET seen = '2023-12-01'::date + :n::integer % 80, place = 1 + (place + 1) % 6 WHERE id = 1 + :n % 300;
UPDATE readings_1_2024 SET what = 'x' WHERE id = 1 + :n % 400;
DELETE FROM readings_1 WHERE id = 1 + :n % 200;
INSERT INTO readings_3 VALUES (3, '2024-01-01', 20000 + :n, 'again');
-- check
SELECT * FROM readings WHERE what IS NULL;
