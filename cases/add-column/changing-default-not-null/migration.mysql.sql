ALTER TABLE users ADD COLUMN luck varchar(36) NOT NULL DEFAULT (uuid());
