CREATE INDEX CONCURRENTLY bookings_during_idx ON bookings USING gist (during);
