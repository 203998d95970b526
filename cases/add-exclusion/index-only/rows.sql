INSERT INTO bookings
SELECT n, tsrange(timestamp '2026-01-01' + n * interval '1 hour', timestamp '2026-01-01' + (n + 1) * interval '1 hour')
FROM generate_series(1, 500) n;
