INSERT INTO things SELECT i, 1.10, 'sad', 'none', ARRAY['a', NULL], '24 hours', '{"a": 1}', '101', 'x' FROM generate_series(1, 100) i;
