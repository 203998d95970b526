ALTER TABLE users ADD UNIQUE KEY users_email_key (email);
