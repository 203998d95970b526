-- both
INSERT INTO stays VALUES (10000 + :n, int4range((100000 + :n * 10)::int, (100000 + :n * 10 + 5)::int));
UPDATE stays SET during = int4range(((1 + :n % 200) * 10 + 1)::int, ((1 + :n % 200) * 10 + 4)::int) WHERE id = 1 + :n % 200;
