INSERT INTO "table" SELECT i, 'u' || i, 'x' FROM generate_series(1, 200) i;
