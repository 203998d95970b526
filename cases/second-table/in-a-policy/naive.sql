DROP POLICY own ON users;
ALTER TABLE users ALTER COLUMN n TYPE bigint;
CREATE POLICY own ON users USING (n > 0);
