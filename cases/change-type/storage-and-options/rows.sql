INSERT INTO users (n) SELECT i::text FROM generate_series(1, 200) i;
