UPDATE users SET age = r.n FROM (SELECT id, row_number() OVER (ORDER BY mail) AS n FROM users) r WHERE r.id = users.id;
