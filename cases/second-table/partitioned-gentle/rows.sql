INSERT INTO events (at, n) SELECT '2024-10-01'::date + i, i FROM generate_series(1, 200) i;
