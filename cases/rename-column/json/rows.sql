INSERT INTO users (mail, told) SELECT json_build_object('n', i), 'x' FROM generate_series(1, 200) i;
