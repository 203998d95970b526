CREATE INDEX ON users (mail, age);
CREATE INDEX ON users (lower(mail));
