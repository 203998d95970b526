-- both
INSERT INTO members (zone, club) VALUES (1 + :n % 3, :n % 10);
UPDATE members SET boss = 3 + 3 * (:n % 50) WHERE id = 3 + 3 * (:n % 60);
INSERT INTO visits VALUES (1000 + :n, 3, 1);
DELETE FROM visits WHERE id = 990 + :n;
