INSERT INTO users SELECT i, nullif(i / 2, 0) FROM generate_series(1, 200) i;
