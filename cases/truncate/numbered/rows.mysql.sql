INSERT INTO notes (title, n) VALUES ('a', 1), ('b', 2), ('c', NULL), ('d', 4);
DELETE FROM notes WHERE title = 'b';
