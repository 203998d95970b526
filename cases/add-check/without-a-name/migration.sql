ALTER TABLE users ADD CHECK (age >= 0), ADD CHECK (age < 200 OR mail IS NULL);
