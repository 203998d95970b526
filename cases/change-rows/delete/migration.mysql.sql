DELETE FROM users WHERE age % 2 = 0;
