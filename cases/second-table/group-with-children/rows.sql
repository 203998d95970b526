INSERT INTO users (name) SELECT 'u' || i FROM generate_series(1, 200) i;
INSERT INTO orders (user_id) SELECT 1 + i % 200 FROM generate_series(1, 300) i;
INSERT INTO notes SELECT ('00000000-0000-0000-0000-' || lpad(i::text, 12, '0'))::uuid, 1 + i % 200, 1 + i % 300 FROM generate_series(1, 250) i;
