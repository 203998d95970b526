CREATE TABLE bookings (id bigint PRIMARY KEY, room integer, EXCLUDE USING btree (room WITH =));
