INSERT INTO users (code, mail) SELECT i, 'u' || i FROM generate_series(1, 200) i;
