-- both
INSERT INTO events VALUES (100000 + :n, :n % 1000, 'w');
UPDATE events SET kind = 'x' WHERE id = 1 + :n % 200;
