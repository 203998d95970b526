CREATE INDEX events_team_at ON events (team, at);
