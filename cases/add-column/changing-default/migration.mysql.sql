ALTER TABLE users ADD COLUMN luck varchar(36) DEFAULT (uuid());
