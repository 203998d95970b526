INSERT INTO cities SELECT i, 'c' || i FROM generate_series(1, 50) i;
INSERT INTO capitals SELECT i, 'k' || i, 's' || i FROM generate_series(40, 60) i;
