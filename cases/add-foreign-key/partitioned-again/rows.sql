INSERT INTO teams SELECT i FROM generate_series(1, 50) i;
INSERT INTO events SELECT i, i, 1 + i % 50 FROM generate_series(1, 300) i;
