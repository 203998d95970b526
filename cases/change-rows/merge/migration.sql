MERGE INTO users u USING (VALUES (3, 'm')) v (id, mail) ON v.id = u.id WHEN MATCHED THEN UPDATE SET mail = v.mail;
