INSERT INTO members SELECT i % 10, i, date '2020-01-01' FROM generate_series(1, 200) i;
