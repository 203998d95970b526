INSERT INTO roles VALUES (1, 'reader'), (2, 'writer');
