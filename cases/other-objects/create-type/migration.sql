CREATE TYPE mood AS ENUM ('sad', 'happy');
ALTER TABLE users ADD COLUMN mood mood DEFAULT 'happy';
