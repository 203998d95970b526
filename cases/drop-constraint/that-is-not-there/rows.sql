INSERT INTO teams SELECT i FROM generate_series(1, 50) i;
INSERT INTO users SELECT i, 1 + i % 50, i FROM generate_series(1, 200) i;
