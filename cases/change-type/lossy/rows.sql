INSERT INTO users (n, told) SELECT i + 0.25, i FROM generate_series(1, 200) i;
