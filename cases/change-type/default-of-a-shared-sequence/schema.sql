CREATE SEQUENCE numbers;
CREATE TABLE users (id bigint PRIMARY KEY, n integer DEFAULT nextval('numbers'));
