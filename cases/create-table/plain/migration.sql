CREATE TABLE notes (id bigint PRIMARY KEY, customer_id bigint);
