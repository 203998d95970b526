INSERT INTO users (name) SELECT 'u' || i FROM generate_series(1, 200) i;
INSERT INTO orders SELECT i, i FROM generate_series(1, 100) i;
INSERT INTO visits SELECT i FROM generate_series(1, 100) i;
