CREATE TABLE users (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  a bit(9),
  b enum('x', 'y') CHARACTER SET latin1,
  c set('p', 'q'),
  d decimal(20, 5) UNSIGNED,
  e varbinary(20),
  f time(3),
  g year,
  h double,
  i text CHARACTER SET latin1 COLLATE latin1_german1_ci,
  j timestamp(6) NULL
) DEFAULT CHARACTER SET utf8mb4;
