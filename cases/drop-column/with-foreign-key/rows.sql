INSERT INTO teams SELECT i FROM generate_series(1, 20) i;
INSERT INTO users SELECT i, 1 + i % 20 FROM generate_series(1, 200) i;
