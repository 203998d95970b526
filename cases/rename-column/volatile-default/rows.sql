INSERT INTO users (mail, told) SELECT ('00000000-0000-0000-0000-' || lpad(i::text, 12, '0'))::uuid, 'x' FROM generate_series(1, 200) i;
