CREATE SCHEMA old_shop;
CREATE TABLE old_shop.orders (id bigint PRIMARY KEY);
