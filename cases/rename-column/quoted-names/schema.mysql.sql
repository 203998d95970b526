CREATE TABLE `the ``users` (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `e mail` varchar(60),
  `select` varchar(60),
  KEY `by ``e mail` (`e mail`)
) DEFAULT CHARACTER SET utf8mb4;
