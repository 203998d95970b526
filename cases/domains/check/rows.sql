INSERT INTO prices SELECT i, i % 100 FROM generate_series(1, 200) i;
