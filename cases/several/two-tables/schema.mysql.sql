CREATE TABLE teams (id bigint NOT NULL PRIMARY KEY);
CREATE TABLE users (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  team bigint,
  age int
) DEFAULT CHARACTER SET utf8mb4;
