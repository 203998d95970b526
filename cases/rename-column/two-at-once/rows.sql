INSERT INTO users (mail, told, phone) SELECT 'user' || i, 'user' || i, i::text FROM generate_series(1, 200) i;
