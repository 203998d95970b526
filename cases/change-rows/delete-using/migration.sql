DELETE FROM users USING teams t WHERE t.id = users.age;
