INSERT INTO users (n, told, club) SELECT i, 'told ' || i, i % 10 FROM generate_series(1, 200) i;
UPDATE users SET boss = 1 WHERE id % 3 = 0;
INSERT INTO visits SELECT i, i FROM generate_series(1, 100) i;
