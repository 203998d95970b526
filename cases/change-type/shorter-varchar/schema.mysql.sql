CREATE TABLE users (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  n varchar(60),
  told varchar(60)
) DEFAULT CHARACTER SET utf8mb4;
