INSERT INTO members (zone, club) SELECT 1 + i % 3, i % 10 FROM generate_series(1, 300) i;
INSERT INTO visits SELECT i, i, 1 + i % 3 FROM generate_series(1, 100) i;
