INSERT INTO names (id, name) SELECT id, name FROM users;
