INSERT INTO countries VALUES ('fr');
INSERT INTO users SELECT i FROM generate_series(1, 100) i;
INSERT INTO orders SELECT i, i, 'fr' FROM generate_series(1, 100) i;
