INSERT INTO users (at) SELECT timestamp '2020-01-01' + i * interval '1 hour' FROM generate_series(1, 200) i;
