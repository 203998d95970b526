INSERT INTO users (price) SELECT i / 7.0 FROM generate_series(1, 200) i;
