INSERT INTO shop.users SELECT i, 'u' || i FROM generate_series(1, 200) i;
