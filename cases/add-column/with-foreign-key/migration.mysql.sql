ALTER TABLE users ADD COLUMN team bigint, ADD CONSTRAINT users_team FOREIGN KEY (team) REFERENCES teams (id);
