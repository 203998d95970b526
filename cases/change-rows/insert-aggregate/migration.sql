INSERT INTO totals SELECT age, count(*) FROM users GROUP BY age;
