TRUNCATE roles;
INSERT INTO roles VALUES (1, 'guest'), (2, 'reader'), (3, 'writer');
