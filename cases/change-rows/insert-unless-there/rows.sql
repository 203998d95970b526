INSERT INTO users (mail, age) SELECT 'user' || i, i % 90 FROM generate_series(1, 200) i;
