CREATE INDEX CONCURRENTLY users_mail_idx ON users (mail);
