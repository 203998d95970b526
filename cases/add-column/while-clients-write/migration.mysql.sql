ALTER TABLE users ADD COLUMN email varchar(60) NOT NULL DEFAULT 'none';
