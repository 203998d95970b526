CREATE OR REPLACE VIEW adults AS SELECT id, mail, age FROM users WHERE age > 18;
