ALTER TABLE users RENAME COLUMN team TO team_id;
