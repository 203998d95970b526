-- db-migrations: strategy=blue-green
ALTER TABLE stays ADD CONSTRAINT one_at_a_time EXCLUDE USING gist (during WITH &&);
