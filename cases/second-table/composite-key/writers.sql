-- both
INSERT INTO members (club, person, since) VALUES (:n % 10, 1000 + :n, date '2021-01-01');
UPDATE members SET since = date '2022-01-01' WHERE person = 1 + :n % 200;
DELETE FROM members WHERE person = 990 + :n;
