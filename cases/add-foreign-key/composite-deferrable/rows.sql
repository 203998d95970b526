INSERT INTO pairs SELECT i % 10, i FROM generate_series(1, 200) i;
INSERT INTO users SELECT b, a, b FROM pairs;
