CREATE TABLE notes (
  id bigint NOT NULL,
  customer_id int,
  words varchar(100),
  PRIMARY KEY (id),
  KEY by_customer (customer_id)
) ENGINE=InnoDB;
