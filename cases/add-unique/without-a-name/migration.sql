ALTER TABLE users ADD UNIQUE (mail, age);
