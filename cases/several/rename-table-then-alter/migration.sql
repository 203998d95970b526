ALTER TABLE users RENAME TO people;
ALTER TABLE people ADD COLUMN state text;
CREATE INDEX people_mail ON people (mail);
