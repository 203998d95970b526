INSERT INTO visits SELECT i, 'us' FROM generate_series(1, 100) i;
INSERT INTO visits_eu SELECT i, 'de' FROM generate_series(1, 100) i;
