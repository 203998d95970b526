CREATE TABLE users (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  mail varchar(60),
  told varchar(60),
  KEY users_mail (mail),
  KEY users_told_mail (told, mail DESC)
) DEFAULT CHARACTER SET utf8mb4;
