-- db-migrations: strategy=blue-green
ALTER TABLE events_1 ALTER COLUMN n TYPE bigint;
