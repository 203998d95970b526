CREATE TABLE log (n integer, message text);
