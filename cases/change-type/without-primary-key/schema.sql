CREATE TABLE log (at integer, message text);
