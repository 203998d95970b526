INSERT INTO things SELECT i, 5.50 FROM generate_series(1, 100) i;
