INSERT INTO users (mail, told) SELECT 'm' || i || '@x', i FROM generate_series(1, 200) i;
