-- both
INSERT INTO orders (label) VALUES (concat(' W', :n));
UPDATE orders SET label = label WHERE id = 1 + :n % 100;
-- check
SELECT 'came' FROM tally HAVING sum(came) <> (SELECT count(*) FROM orders);
SELECT 'touched' FROM tally HAVING sum(touched) <> (SELECT sum(total) FROM orders);
SELECT label FROM orders WHERE label LIKE ' %' OR label <> lower(label) COLLATE utf8mb4_bin;
