CREATE TABLE notes (id int AUTO_INCREMENT PRIMARY KEY, title varchar(40) NOT NULL, n int, twice int GENERATED ALWAYS AS (n * 2) STORED, KEY notes_title (title));
