INSERT INTO users (n, told) SELECT i::text, i::text FROM generate_series(1, 200) i;
