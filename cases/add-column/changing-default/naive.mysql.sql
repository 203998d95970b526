ALTER TABLE users ADD COLUMN luck varchar(36);
UPDATE users SET luck = uuid();
ALTER TABLE users ALTER COLUMN luck SET DEFAULT (uuid());
