TRUNCATE roles;
ALTER TABLE roles ADD COLUMN note text;
INSERT INTO roles (id, name, note) VALUES (1, 'guest', 'x'), (2, 'reader', NULL);
