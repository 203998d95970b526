INSERT INTO orders (total, label) SELECT i, 'l' || i FROM generate_series(1, 300) i;
INSERT INTO "Old Orders" SELECT i, 'b' || i % 7, jsonb_build_object('i', i) FROM generate_series(1, 300) i;
