UPDATE users AS u SET mail = u.mail || '!' WHERE u.age < 20;
