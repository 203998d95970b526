CREATE TABLE teams (id bigint NOT NULL PRIMARY KEY);
CREATE TABLE users (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  team bigint,
  told varchar(60),
  KEY users_team (team),
  CONSTRAINT users_team_fk FOREIGN KEY (team) REFERENCES teams (id)
) DEFAULT CHARACTER SET utf8mb4;
