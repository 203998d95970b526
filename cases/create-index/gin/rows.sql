INSERT INTO users (tags) SELECT ARRAY['a', i::text] FROM generate_series(1, 200) i;
