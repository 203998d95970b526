INSERT INTO log SELECT i, i % 3, 'm' FROM generate_series(1, 200) i;
