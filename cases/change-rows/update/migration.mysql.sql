UPDATE users SET name = upper(name), age = age + 1 WHERE age > 20;
