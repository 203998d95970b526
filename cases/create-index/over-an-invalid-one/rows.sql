INSERT INTO users (mail, age) SELECT 'user' || i, i % 90 FROM generate_series(1, 200) i;
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'users_mail_idx'::regclass;
