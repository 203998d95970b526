ALTER TYPE mood ADD VALUE 'calm';
UPDATE users SET mood = 'calm' WHERE id = 3;
