-- db-migrations: strategy=blue-green
-- db-migrations: up(n) = trim(n)::integer
-- db-migrations: down(n) = n::text
ALTER TABLE users ALTER COLUMN n TYPE integer USING trim(n)::integer;
