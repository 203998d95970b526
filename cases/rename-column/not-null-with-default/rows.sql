INSERT INTO users (mail, told) SELECT 'user' || i, 'user' || i FROM generate_series(1, 200) i;
