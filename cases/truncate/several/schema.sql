CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  total integer,
  twice integer GENERATED ALWAYS AS (total * 2) STORED,
  label text COLLATE "C" NOT NULL DEFAULT 'x'
);
CREATE TABLE "Old Orders" (a integer, b text, note jsonb, PRIMARY KEY (b, a));
CREATE TABLE without_key (n integer);
