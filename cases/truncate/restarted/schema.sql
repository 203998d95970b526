CREATE TABLE orders (
  id bigint PRIMARY KEY,
  customer_id bigint,
  email varchar(50),
  status varchar(20) NOT NULL DEFAULT 'new',
  total integer,
  created_at timestamptz NOT NULL DEFAULT now()
);
