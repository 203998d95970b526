INSERT INTO users (mail, age) SELECT 'user' || i, i % 90 FROM generate_series(1, 200) i;
INSERT INTO teams SELECT i, 't' || i FROM generate_series(1, 50) i;
