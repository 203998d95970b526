CREATE INDEX IF NOT EXISTS users_mail_idx ON users (mail);
