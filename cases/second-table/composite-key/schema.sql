CREATE TABLE members (club integer, person integer, since date, PRIMARY KEY (club, person));
