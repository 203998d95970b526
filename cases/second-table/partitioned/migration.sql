-- db-migrations: strategy=blue-green
ALTER TABLE events ALTER COLUMN id TYPE bigint, ADD COLUMN more text NOT NULL DEFAULT 'm', ALTER COLUMN n SET NOT NULL;
