CREATE SCHEMA old_shop;
