UPDATE users SET mail = lower(mail) WHERE age > 10;
