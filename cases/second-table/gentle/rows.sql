INSERT INTO users (n, told) SELECT i, i FROM generate_series(1, 200) i;
