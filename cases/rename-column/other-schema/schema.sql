CREATE SCHEMA shop;
CREATE TABLE shop.users (id bigint PRIMARY KEY, mail text);
CREATE INDEX users_mail ON shop.users (mail);
