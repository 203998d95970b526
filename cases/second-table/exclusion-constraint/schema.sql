CREATE TABLE stays (id integer PRIMARY KEY, during int4range NOT NULL);
