CREATE TABLE customers (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (
  id bigint PRIMARY KEY,
  customer_id bigint,
  email varchar(50) NOT NULL,
  status varchar(20) NOT NULL DEFAULT 'new',
  total integer
);
CREATE INDEX orders_email_idx ON orders (email);
