INSERT INTO events SELECT i, i, 'k' || i FROM generate_series(1, 200) i;
INSERT INTO events_2 SELECT i, 1000 + i, 'k' || i FROM generate_series(1, 200) i;
