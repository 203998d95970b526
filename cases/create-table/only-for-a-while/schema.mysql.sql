CREATE TABLE users (
  id integer NOT NULL PRIMARY KEY,
  name varchar(30)
);
