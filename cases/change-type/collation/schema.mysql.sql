CREATE TABLE users (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  n varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci,
  told varchar(20),
  KEY users_n (n)
) DEFAULT CHARACTER SET utf8mb4;
