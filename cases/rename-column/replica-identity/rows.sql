INSERT INTO users (code, mail, told, id) SELECT 'c' || i, 'user' || i, 'user' || i, i FROM generate_series(1, 200) i;
