INSERT INTO visits_1 SELECT i FROM generate_series(1, 100) i;
