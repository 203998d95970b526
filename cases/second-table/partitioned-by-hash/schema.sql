CREATE TABLE readings (place integer NOT NULL, seen date NOT NULL, id integer NOT NULL, what text, PRIMARY KEY (place, seen, id)) PARTITION BY LIST (place);
CREATE TABLE readings_1 PARTITION OF readings FOR VALUES IN (1, 2) PARTITION BY RANGE (seen);
CREATE TABLE readings_1_old PARTITION OF readings_1 FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
CREATE TABLE readings_1_2024 PARTITION OF readings_1 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY HASH (id);
CREATE TABLE readings_1_2024_a PARTITION OF readings_1_2024 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE readings_1_2024_b PARTITION OF readings_1_2024 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE readings_3 PARTITION OF readings FOR VALUES IN (3, 4);
CREATE TABLE a_table_with_a_name_as_long_as_the_server_takes_them_and_no_longe PARTITION OF readings DEFAULT;
CREATE UNIQUE INDEX readings_of_a_day ON readings (id, place, seen) INCLUDE (what);
