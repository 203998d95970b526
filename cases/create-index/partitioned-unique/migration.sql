CREATE UNIQUE INDEX events_id_at ON events (id, at);
