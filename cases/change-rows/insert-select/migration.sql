INSERT INTO archive (id, mail) SELECT id, mail FROM users WHERE age > 50;
