INSERT INTO stays SELECT i, int4range(i * 10, i * 10 + 5) FROM generate_series(1, 200) i;
