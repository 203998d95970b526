INSERT INTO orders (id, customer_id, email, status, total)
SELECT n, 1 + n % 100, 'user' || n || '@example.org', 'new', n * 10 FROM generate_series(1, 500) n;
