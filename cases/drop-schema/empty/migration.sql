DROP SCHEMA old_shop;
