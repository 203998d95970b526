CREATE TABLE orgs (id int PRIMARY KEY, name text, closed boolean);
INSERT INTO orgs SELECT n, 'org ' || n, n % 3 = 0 FROM generate_series(1, 9) n;
CREATE TABLE "Users" (id int PRIMARY KEY, org int, org_name text, name text, score int, gone boolean);
INSERT INTO "Users" SELECT n, n % 9 + 1, 'org ' || n % 12, 'Name ' || n, n * 7 % 50, n % 4 = 0 FROM generate_series(1, 60) n;
CREATE TABLE logs (id int PRIMARY KEY, user_id int, at date, note text);
INSERT INTO logs SELECT n, n % 80, date '2024-01-01' + n, 'note ' || n % 5 FROM generate_series(1, 200) n;
CREATE TABLE archive (id int PRIMARY KEY, name text, at date, n int);
INSERT INTO archive SELECT n, 'kept', NULL, 0 FROM generate_series(1, 20) n;
