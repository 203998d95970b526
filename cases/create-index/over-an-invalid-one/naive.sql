DROP INDEX users_mail_idx;
CREATE INDEX users_mail_idx ON users (mail);
