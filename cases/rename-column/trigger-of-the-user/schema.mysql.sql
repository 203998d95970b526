CREATE TABLE users (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  mail varchar(60),
  told varchar(60)
) DEFAULT CHARACTER SET utf8mb4;
CREATE TRIGGER users_told BEFORE INSERT ON users FOR EACH ROW SET NEW.told = coalesce(NEW.told, 'told');
