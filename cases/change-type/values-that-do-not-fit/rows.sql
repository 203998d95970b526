INSERT INTO users (n) SELECT CASE i WHEN 77 THEN 'many' ELSE i::text END FROM generate_series(1, 200) i;
