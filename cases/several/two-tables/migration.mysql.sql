ALTER TABLE users RENAME COLUMN age TO years;
CREATE INDEX users_years ON users (years);
ALTER TABLE teams ADD COLUMN label varchar(20);
