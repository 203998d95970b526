INSERT INTO roles (tenant, name) SELECT i % 5, 'role' || i FROM generate_series(1, 200) i;
