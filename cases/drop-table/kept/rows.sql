INSERT INTO customers SELECT n, 'customer ' || n FROM generate_series(1, 100) n;
