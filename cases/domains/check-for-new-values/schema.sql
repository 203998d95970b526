CREATE DOMAIN percent AS integer;
CREATE TABLE prices (id bigint PRIMARY KEY, discount percent);
