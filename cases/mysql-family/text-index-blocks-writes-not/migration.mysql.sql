CREATE INDEX orders_note ON orders (note(20));
