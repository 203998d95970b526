CREATE TABLE orders (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  label varchar(30) NOT NULL,
  total int NOT NULL DEFAULT 0,
  KEY orders_label (label)
) DEFAULT CHARACTER SET utf8mb4;
CREATE TABLE tally (
  id int NOT NULL PRIMARY KEY,
  came int NOT NULL DEFAULT 0,
  touched int NOT NULL DEFAULT 0
) DEFAULT CHARACTER SET utf8mb4;
CREATE TRIGGER orders_came AFTER INSERT ON orders FOR EACH ROW UPDATE tally SET came = came + 1 WHERE id = NEW.id % 10;
CREATE TRIGGER orders_touched AFTER UPDATE ON orders FOR EACH ROW UPDATE tally SET touched = touched + 1 WHERE id = NEW.id % 10;
CREATE TRIGGER orders_trimmed BEFORE INSERT ON orders FOR EACH ROW SET NEW.label = trim(NEW.label);
CREATE TRIGGER orders_lowered BEFORE INSERT ON orders FOR EACH ROW PRECEDES orders_trimmed SET NEW.label = lower(NEW.label);
CREATE TRIGGER orders_counted BEFORE UPDATE ON orders FOR EACH ROW SET NEW.total = OLD.total + 1;
