INSERT INTO customers SELECT n, 'c' || n FROM generate_series(1, 100) n;
INSERT INTO orders (id, customer_id, email, total) SELECT n, 1 + n % 100, 'user' || n || '@example.org', n * 10 FROM generate_series(1, 300) n;
