CREATE TABLE crews (id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, team bigint, KEY crews_team (team), CONSTRAINT crews_team FOREIGN KEY (team) REFERENCES teams (id));
