-- db-migrations: strategy=blue-green
ALTER TABLE users
  ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid(),
  ALTER COLUMN qty SET NOT NULL,
  ALTER COLUMN mail TYPE varchar(40),
  DROP COLUMN gone,
  ADD CONSTRAINT one_mail UNIQUE (mail),
  ADD CONSTRAINT positive CHECK (qty > 0);
