CREATE TABLE parent (id bigint PRIMARY KEY) ENGINE=InnoDB;
INSERT INTO parent SELECT seq FROM numbers;
CREATE TABLE t (
  id int PRIMARY KEY, a int, b varchar(50) CHARACTER SET utf8mb4, c varchar(100) CHARACTER SET latin1,
  c2 varchar(50) CHARACTER SET utf8mb3, ch char(10) CHARACTER SET utf8mb4, d decimal(10,2), n int NULL,
  nn int NOT NULL DEFAULT 0, p bigint, e enum('a','b','c') DEFAULT 'a', st set('x','y'), dt datetime,
  ts timestamp NULL, bi bigint unsigned, tx text, g varchar(20) CHARACTER SET latin1,
  KEY k_a (a), KEY k_b (b)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;
INSERT INTO t SELECT seq, seq, 'b', 'c', 'c2', 'ch', 1.5, 7, 0, seq, 'b', 'x', '2024-01-01', '2024-01-01', 1, 'tx', 'g' FROM numbers;
CREATE TABLE t2 (id int AUTO_INCREMENT PRIMARY KEY, x int) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;
INSERT INTO t2 SELECT seq, seq FROM numbers;
CREATE TABLE tc (id int PRIMARY KEY, a int, b varchar(50)) ENGINE=InnoDB ROW_FORMAT=COMPRESSED DEFAULT CHARACTER SET utf8mb4;
INSERT INTO tc SELECT seq, seq, 'b' FROM numbers;
CREATE TABLE tred (id int PRIMARY KEY, a int NOT NULL, b varchar(50)) ENGINE=InnoDB ROW_FORMAT=REDUNDANT DEFAULT CHARACTER SET utf8mb4;
INSERT INTO tred SELECT seq, seq, 'b' FROM numbers;
CREATE TABLE tft (id int PRIMARY KEY, a int, tx text, FULLTEXT KEY ft (tx)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;
INSERT INTO tft SELECT seq, seq, 'some text' FROM numbers;
CREATE TABLE tg (id int PRIMARY KEY, a int, b varchar(50), v int AS (a * 2) VIRTUAL, s int AS (a * 3) STORED) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;
INSERT INTO tg (id, a, b) SELECT seq, seq, 'b' FROM numbers;
CREATE TABLE tv (id int PRIMARY KEY, a int, b varchar(50), v int AS (a * 2) VIRTUAL, KEY k_v (v)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;
INSERT INTO tv (id, a, b) SELECT seq, seq, 'b' FROM numbers;
CREATE TABLE tp (id int PRIMARY KEY, v int) ENGINE=InnoDB PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (100), PARTITION p1 VALUES LESS THAN (200), PARTITION pm VALUES LESS THAN MAXVALUE);
INSERT INTO tp SELECT seq, seq FROM numbers;
CREATE TABLE tck (id int PRIMARY KEY, a int, CONSTRAINT ck1 CHECK (a > 0)) ENGINE=InnoDB;
INSERT INTO tck SELECT seq, seq FROM numbers;
CREATE TABLE ttr (id int PRIMARY KEY, a int) ENGINE=InnoDB;
CREATE TRIGGER ttr_i BEFORE INSERT ON ttr FOR EACH ROW SET NEW.a = NEW.a + 1;
INSERT INTO ttr SELECT seq, seq FROM numbers;
CREATE TABLE child (id int PRIMARY KEY, pid bigint, KEY kpid (pid), CONSTRAINT fkc FOREIGN KEY (pid) REFERENCES parent (id)) ENGINE=InnoDB;
INSERT INTO child SELECT seq, seq FROM numbers;
CREATE TABLE pa (id int PRIMARY KEY, x varchar(20) CHARACTER SET ascii) ENGINE=InnoDB;
INSERT INTO pa SELECT seq, 'x' FROM numbers;
CREATE TABLE pn (id int PRIMARY KEY, x int NOT NULL, y int NULL) ENGINE=InnoDB;
INSERT INTO pn SELECT seq, seq, seq FROM numbers;
CREATE TABLE pg (id int PRIMARY KEY, x point NOT NULL) ENGINE=InnoDB;
INSERT INTO pg SELECT seq, point(1, 1) FROM numbers;
CREATE TABLE pk (id int NOT NULL, x int) ENGINE=InnoDB;
INSERT INTO pk SELECT seq, seq FROM numbers;
CREATE TABLE pkn (id int, x int) ENGINE=InnoDB;
INSERT INTO pkn SELECT seq, seq FROM numbers;
CREATE TABLE tu (id int PRIMARY KEY, u int NOT NULL, UNIQUE KEY u (u)) ENGINE=InnoDB;
INSERT INTO tu SELECT seq, seq FROM numbers;
CREATE TABLE ti (id int PRIMARY KEY, x varchar(50) CHARACTER SET utf8mb3, y varchar(30) CHARACTER SET utf8mb3, z varchar(40), w varchar(20) COLLATE utf8mb4_bin, e enum('x,y','it''s','(z)'), n int DEFAULT 5, KEY k_x (x), KEY k_z (z)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;
INSERT INTO ti SELECT seq, 'x', 'y', 'z', 'w', 'x,y', 1 FROM numbers;
CREATE TABLE tcas (id int PRIMARY KEY, a int, pid bigint, KEY kcas (pid), CONSTRAINT fkcas FOREIGN KEY (pid) REFERENCES parent (id) ON UPDATE CASCADE) ENGINE=InnoDB;
INSERT INTO tcas SELECT seq, seq, seq FROM numbers;
CREATE TABLE tdel (id int PRIMARY KEY, a int, pid bigint, KEY kdel (pid), CONSTRAINT fkdel FOREIGN KEY (pid) REFERENCES parent (id) ON DELETE CASCADE) ENGINE=InnoDB;
INSERT INTO tdel SELECT seq, seq, seq FROM numbers;
CREATE TABLE tnul (id int PRIMARY KEY, a int, pid bigint, KEY knul (pid), CONSTRAINT fknul FOREIGN KEY (pid) REFERENCES parent (id) ON DELETE SET NULL) ENGINE=InnoDB;
INSERT INTO tnul SELECT seq, seq, seq FROM numbers;
