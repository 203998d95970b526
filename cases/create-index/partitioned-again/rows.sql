INSERT INTO events SELECT i, i, 1 + i % 50 FROM generate_series(1, 300) i;
