-- both
INSERT INTO events VALUES (100000 + :n, :n % 1000, 1 + :n % 50);
UPDATE events SET team = 1 + :n % 3 WHERE id = 1 + :n % 90;
