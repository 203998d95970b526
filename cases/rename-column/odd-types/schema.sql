CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE DOMAIN label AS text;
CREATE TABLE things (id integer PRIMARY KEY, a numeric, b mood, c label, d text[], e interval, f jsonb, g bit varying(8), h "char");
