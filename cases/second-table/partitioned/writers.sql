-- both
INSERT INTO events (at, kind, n) VALUES (:n % 300, 'a', :n % 1000);
UPDATE events SET at = (at + 70) % 300 WHERE id = 1 + :n % 200;
UPDATE events SET n = n + 1, kind = 'c' WHERE id = 1 + :n % 300;
INSERT INTO events_middle (id, at, n) VALUES (100000 + :n, 150, 1);
UPDATE events_middle SET n = n + 1 WHERE id = 99990 + :n;
DELETE FROM events_late WHERE id = 1 + :n % 400;
INSERT INTO archive.events_early (at, kind, n) VALUES (-:n, 'z', 2);
-- check
SELECT * FROM events WHERE twice IS DISTINCT FROM n * 2;
