INSERT INTO users SELECT i, 'sad' FROM generate_series(1, 100) i;
