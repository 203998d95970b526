INSERT INTO events SELECT i, i, 0 FROM generate_series(1, 300) i;
