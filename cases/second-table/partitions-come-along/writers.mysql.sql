-- both
INSERT INTO visits (day, place) VALUES (:n % 200, 'new');
UPDATE visits SET day = 200 - day WHERE id = 1 + :n % 200;
