CREATE TABLE countries (code text PRIMARY KEY);
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE orders (
  id bigint PRIMARY KEY,
  user_id bigint REFERENCES users,
  country text REFERENCES countries
);
