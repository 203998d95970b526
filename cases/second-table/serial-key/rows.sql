INSERT INTO users (name) SELECT 'u' || i FROM generate_series(1, 200) i;
