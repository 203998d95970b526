-- both
INSERT INTO events (at, n) VALUES ('2024-10-01'::date + :n::integer % 200, :n);
UPDATE events SET at = at + 30, n = n + 1 WHERE id = 1 + :n % 200;
DELETE FROM events_2024 WHERE id = 300 + 2 * :n;
