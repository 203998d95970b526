ALTER TABLE things RENAME COLUMN share TO part;
