INSERT INTO "User Data" SELECT i, 'x' FROM generate_series(1, 200) i;
