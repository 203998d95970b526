UPDATE users SET mail = t.name FROM teams t WHERE t.id = users.age;
