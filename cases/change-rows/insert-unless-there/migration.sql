INSERT INTO users (id, mail) VALUES (17, 'a'), (1001, 'b') ON CONFLICT DO NOTHING;
