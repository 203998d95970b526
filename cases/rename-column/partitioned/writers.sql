-- old
INSERT INTO events (id, at, kind) VALUES (1000 + :n, :n % 900, 'o');
UPDATE events SET kind = 'p' || :n WHERE id = 1 + :n % 300;
-- new
INSERT INTO events (id, at, sort) VALUES (1000 + :n, :n % 900, 'n');
UPDATE events SET sort = 'q' || :n WHERE id = 1 + :n % 300;
-- check
SELECT * FROM events WHERE sort IS NULL;
