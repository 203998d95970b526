INSERT INTO roles (`NAME`, tenant, since) VALUES ('the boss''s (first, last)', 1, date '2026-02-03'), ('guest', -7, DEFAULT);
