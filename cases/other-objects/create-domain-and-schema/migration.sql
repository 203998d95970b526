CREATE SCHEMA shop;
CREATE DOMAIN shop.percent AS integer CHECK (VALUE BETWEEN 0 AND 100);
CREATE TABLE shop.prices (id bigint PRIMARY KEY, discount shop.percent);
