package dev.dbmigrations.acceptance;

import java.util.List;

/** The kinds of bad data that are looked for on MariaDB. */
final class MariaDbBadData {
    private MariaDbBadData() {}

    static List<BadData> all() {
        return List.of(
                BadData.of(
                                "orphans of a foreign key",
                                "p int",
                                "n % 3",
                                "UPDATE t SET p = 9" + BadData.BAD_2,
                                "ALTER TABLE t ADD CONSTRAINT t_p FOREIGN KEY (p) REFERENCES p (id);",
                                "30, 41",
                                30,
                                41)
                        .after("CREATE TABLE p (id int PRIMARY KEY)", "INSERT INTO p VALUES (0), (1), (2)"),
                BadData.of(
                        "NULL where NOT NULL comes",
                        "v int",
                        "n",
                        "UPDATE t SET v = NULL" + BadData.BAD_2,
                        "ALTER TABLE t MODIFY v int NOT NULL;",
                        "30, 41",
                        30,
                        41),
                BadData.of(
                                "duplicates where UNIQUE comes",
                                "v int",
                                "n",
                                "UPDATE t SET v = 30 WHERE id = 41",
                                "ALTER TABLE t ADD UNIQUE KEY t_v (v);",
                                "example 30",
                                30,
                                41)
                        .counting(1),
                BadData.of(
                                "duplicates under the column's collation",
                                "v varchar(20)",
                                "concat('m', n)",
                                "UPDATE t SET v = 'M30' WHERE id = 41",
                                "ALTER TABLE t ADD UNIQUE KEY t_v (v);",
                                "30",
                                30,
                                41)
                        .counting(1),
                BadData.of(
                                "duplicates of a beginning",
                                "v varchar(60)",
                                "concat(lpad(n, 9, '0'), 'x')",
                                "UPDATE t SET v = '000000030y' WHERE id = 41",
                                "ALTER TABLE t ADD UNIQUE KEY t_v (v(9));",
                                "000000030",
                                30,
                                41)
                        .counting(1),
                BadData.of(
                                "duplicates under a new collation",
                                "v varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, UNIQUE KEY t_v (v)",
                                "concat('m', n)",
                                "UPDATE t SET v = 'M30' WHERE id = 41",
                                "ALTER TABLE t MODIFY v varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;",
                                "30",
                                30,
                                41)
                        .counting(1)
                        .directly(),
                BadData.of(
                                "violations of a CHECK",
                                "v int",
                                "n",
                                "UPDATE t SET v = -v" + BadData.BAD_2,
                                "ALTER TABLE t ADD CONSTRAINT t_v CHECK (v > 0);",
                                "30, 41",
                                30,
                                41)
                        .directly(),
                BadData.of(
                        "too long for varchar",
                        "v varchar(50)",
                        "concat('m', n)",
                        "UPDATE t SET v = 'much too long'" + BadData.BAD_2,
                        "ALTER TABLE t MODIFY v varchar(10);",
                        "30, 41",
                        30,
                        41),
                BadData.of(
                        "beyond smallint",
                        "v int",
                        "n % 30000",
                        "UPDATE t SET v = 70000" + BadData.BAD_2,
                        "ALTER TABLE t MODIFY v smallint;",
                        "30, 41",
                        30,
                        41),
                BadData.of(
                        "negative where unsigned comes",
                        "v int",
                        "n",
                        "UPDATE t SET v = -1" + BadData.BAD_2,
                        "ALTER TABLE t MODIFY v int unsigned;",
                        "30, 41",
                        30,
                        41),
                BadData.of(
                        "more digits than a scale",
                        "v decimal(12,4)",
                        "n + 0.25",
                        "UPDATE t SET v = 1.2345" + BadData.BAD_2,
                        "ALTER TABLE t MODIFY v decimal(12,2);",
                        "30, 41",
                        30,
                        41),
                BadData.of(
                                "a member that is removed",
                                "v enum('good','odd')",
                                "'good'",
                                "UPDATE t SET v = 'odd'" + BadData.BAD_2,
                                "ALTER TABLE t MODIFY v enum('good');",
                                "30, 41",
                                30,
                                41)
                        .directly(),
                BadData.of(
                                "a member that a set loses",
                                "v set('a','b','c')",
                                "'a,b'",
                                "UPDATE t SET v = 'a,c'" + BadData.BAD_2,
                                "ALTER TABLE t MODIFY v set('b','a');",
                                "30, 41",
                                30,
                                41)
                        .directly(),
                BadData.of(
                                "texts that are no numbers",
                                "v varchar(20)",
                                "n",
                                "UPDATE t SET v = 'many'" + BadData.BAD_2,
                                "ALTER TABLE t MODIFY v int;",
                                "30, 41",
                                30,
                                41)
                        .directly(),
                BadData.of(
                                "texts that are no days",
                                "v varchar(20)",
                                "'2024-01-02'",
                                "UPDATE t SET v = '2024-02-30'" + BadData.BAD_2,
                                "ALTER TABLE t MODIFY v date;",
                                "30, 41",
                                30,
                                41)
                        .directly(),
                BadData.of(
                                "texts that are no JSON",
                                "v longtext",
                                "'{}'",
                                "UPDATE t SET v = '{'" + BadData.BAD_2,
                                "ALTER TABLE t MODIFY v json;",
                                "30, 41",
                                30,
                                41)
                        .directly(),
                BadData.of(
                                "letters that a character set has not",
                                "v varchar(20) CHARACTER SET utf8mb4",
                                "concat('m', n)",
                                "UPDATE t SET v = 'смех'" + BadData.BAD_2,
                                "ALTER TABLE t MODIFY v varchar(20) CHARACTER SET latin1;",
                                "30, 41",
                                30,
                                41)
                        .directly(),
                BadData.of(
                                "letters that a table's new character set has not",
                                "v varchar(20) CHARACTER SET utf8mb4",
                                "concat('m', n)",
                                "UPDATE t SET v = 'смех'" + BadData.BAD_2,
                                "ALTER TABLE t CONVERT TO CHARACTER SET latin1;",
                                "30, 41",
                                30,
                                41)
                        .directly(),
                BadData.of(
                                "instants beyond a timestamp",
                                "v datetime",
                                "'2024-01-02'",
                                "UPDATE t SET v = '2150-01-01'" + BadData.BAD_2,
                                "ALTER TABLE t MODIFY v timestamp NULL;",
                                "30, 41",
                                30,
                                41)
                        .directly(),
                BadData.of(
                                "a time of day where a day comes",
                                "v datetime",
                                "'2024-01-02'",
                                "UPDATE t SET v = '2024-01-02 03:04'" + BadData.BAD_2,
                                "ALTER TABLE t MODIFY v date;",
                                "30, 41",
                                30,
                                41)
                        .directly(),
                BadData.of(
                        "a check of the author's",
                        "v int",
                        "n",
                        "UPDATE t SET v = 0" + BadData.BAD_2,
                        "-- db-migrations: check before \"no empty order\" expect-zero SELECT id, v FROM t WHERE v = 0\nALTER TABLE t ADD COLUMN w int;",
                        "no empty order",
                        30,
                        41));
    }
}
