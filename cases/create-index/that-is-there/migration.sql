CREATE INDEX users_mail_idx ON users (mail);
