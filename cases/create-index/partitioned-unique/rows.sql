INSERT INTO events SELECT i, i, 'k' || i FROM generate_series(1, 200) i;
