INSERT INTO events (at, kind, n) SELECT i % 300, (ARRAY['a', 'b', 'c'])[1 + i % 3], i FROM generate_series(1, 600) i;
