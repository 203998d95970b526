INSERT INTO users (data) SELECT json_build_object('n', i) FROM generate_series(1, 200) i;
