CREATE EXTENSION pg_trgm;
CREATE INDEX users_mail_trgm ON users USING gin (mail gin_trgm_ops);
