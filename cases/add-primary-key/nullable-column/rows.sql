INSERT INTO events SELECT n, 'event ' || n FROM generate_series(1, 500) n;
