CREATE TABLE users (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  n varchar(20),
  told varchar(20)
) DEFAULT CHARACTER SET utf8mb4;
