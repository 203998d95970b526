-- both
INSERT INTO log VALUES (1000 + :n, 1, 'w');
UPDATE log SET message = 'x' WHERE id = 1 + :n % 200;
