INSERT INTO users SELECT i, 'user' || i FROM generate_series(1, 200) i;
