CREATE TABLE users (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  mail json,
  told varchar(60)
) DEFAULT CHARACTER SET utf8mb4;
