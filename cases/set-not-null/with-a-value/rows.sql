INSERT INTO users (name, age) SELECT 'user' || i, i % 90 FROM generate_series(1, 200) i;
UPDATE users SET name = NULL WHERE id % 3 = 0;
