INSERT INTO log SELECT i, i % 3, 'm' FROM generate_series(1, 200) i;
UPDATE log SET id = NULL WHERE id = 3;
