CREATE TABLE users (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name varchar(60),
  age int
) DEFAULT CHARACTER SET utf8mb4;
