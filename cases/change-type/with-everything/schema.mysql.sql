CREATE TABLE users (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  n int NOT NULL DEFAULT 7 COMMENT 'a number',
  told int,
  KEY users_n (n),
  UNIQUE KEY users_told_n (told, n, id)
) DEFAULT CHARACTER SET utf8mb4;
