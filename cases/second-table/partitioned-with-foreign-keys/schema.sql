CREATE TABLE clubs (id integer PRIMARY KEY);
INSERT INTO clubs SELECT generate_series(0, 9);
CREATE TABLE members (id integer GENERATED ALWAYS AS IDENTITY, zone integer NOT NULL, club integer REFERENCES clubs ON DELETE CASCADE, boss integer,
  PRIMARY KEY (id, zone), CONSTRAINT to_boss FOREIGN KEY (boss, zone) REFERENCES members) PARTITION BY LIST (zone);
CREATE TABLE members_1 PARTITION OF members FOR VALUES IN (1);
CREATE TABLE members_2 PARTITION OF members FOR VALUES IN (2);
CREATE TABLE members_others PARTITION OF members DEFAULT;
CREATE TABLE visits (id integer PRIMARY KEY, member bigint, zone integer, CONSTRAINT by_member FOREIGN KEY (member, zone) REFERENCES members ON DELETE CASCADE);
CREATE INDEX visits_member ON visits (member, zone);
CREATE INDEX members_club ON members (club);
