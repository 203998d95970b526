INSERT INTO old_shop.orders SELECT generate_series(1, 100);
