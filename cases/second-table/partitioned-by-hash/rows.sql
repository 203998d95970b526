INSERT INTO readings SELECT 1 + i % 6, '2023-12-01'::date + i % 60, i, 'r' || i FROM generate_series(1, 500) i;
