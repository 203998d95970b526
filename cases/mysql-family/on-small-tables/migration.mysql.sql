ALTER TABLE customers MODIFY COLUMN name varchar(20);
ALTER TABLE customers ADD COLUMN seen datetime, ALGORITHM=COPY;
CREATE TABLE fresh (id bigint PRIMARY KEY, name text);
ALTER TABLE fresh ADD FULLTEXT INDEX fresh_name (name);
