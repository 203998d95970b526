INSERT INTO users (mail, qty, gone) SELECT 'm' || i, i, 'g' FROM generate_series(1, 200) i;
