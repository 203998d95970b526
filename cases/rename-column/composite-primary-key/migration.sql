ALTER TABLE members RENAME COLUMN person TO member;
