CREATE TABLE users (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  mail varchar(60),
  age int,
  KEY by_mail (mail),
  KEY by_age (age) /*!80000 INVISIBLE */
);
