INSERT INTO users SELECT i, 'c' || i FROM generate_series(1, 200) i;
