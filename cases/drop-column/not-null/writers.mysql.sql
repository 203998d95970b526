-- old
INSERT INTO users (name, age) VALUES (concat('o', :n), 1);
-- new
INSERT INTO users (age) VALUES (2);
