-- db-migrations: transaction=none
ALTER TYPE mood ADD VALUE 'calm';
ALTER TABLE users ALTER COLUMN mood SET DEFAULT 'calm';
