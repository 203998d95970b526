-- both
INSERT INTO events VALUES (100000 + :n, 9000 + :n % 1000, 'w');
