DELETE FROM users WHERE age > 50;
