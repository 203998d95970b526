CREATE INDEX ON events (kind, at);
