INSERT INTO log SELECT i, 'm' FROM generate_series(1, 300) i;
