CREATE TABLE users (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  mail varchar(60),
  told varchar(60),
  CONSTRAINT users_mail_key UNIQUE (mail)
) DEFAULT CHARACTER SET utf8mb4;
