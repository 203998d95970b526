CREATE TABLE events (
  id bigint NOT NULL,
  day int NOT NULL,
  kind varchar(20),
  PRIMARY KEY (id, day)
) PARTITION BY RANGE (day) (PARTITION january VALUES LESS THAN (32), PARTITION february VALUES LESS THAN (600));
