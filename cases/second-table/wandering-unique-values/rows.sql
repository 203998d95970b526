INSERT INTO users SELECT i, i, i FROM generate_series(1, 400) i;
