INSERT INTO users (n) SELECT i FROM generate_series(1, 200) i;
