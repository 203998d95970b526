INSERT INTO users (id) SELECT i FROM generate_series(1, 200) i;
