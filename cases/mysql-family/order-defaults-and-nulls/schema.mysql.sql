CREATE TABLE customers (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name varchar(50)
) DEFAULT CHARACTER SET utf8mb4;
CREATE TABLE orders (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  customer_id int NOT NULL,
  email varchar(50),
  status enum('new', 'paid', 'void') NOT NULL DEFAULT 'new',
  total int,
  note text,
  KEY orders_customer (customer_id),
  CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id)
) DEFAULT CHARACTER SET utf8mb3;
CREATE TABLE notes (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  customer_id int NOT NULL,
  words text,
  KEY notes_customer (customer_id)
) DEFAULT CHARACTER SET utf8mb4;
CREATE TABLE visits (
  id bigint NOT NULL,
  day int NOT NULL,
  PRIMARY KEY (id, day)
) PARTITION BY RANGE (day) (PARTITION january VALUES LESS THAN (32), PARTITION february VALUES LESS THAN (60));
