package dev.dbmigrations.acceptance;

import java.util.ArrayList;
import java.util.List;

/**
 * One kind of bad data in table {@code t}, whose rows are numbered by {@code id}.
 *
 * @param name of the kind
 * @param major of the server
 * @param schema statements
 * @param value what a good row holds behind its id, in the words of {@code n}
 * @param spoilt statements that make a few rows bad
 * @param migration that cannot be run on them
 * @param count how many are found
 * @param example that is shown
 * @param bad ids of the rows that are listed
 */
record BadData(
        String name,
        int major,
        List<String> schema,
        String value,
        List<String> spoilt,
        String migration,
        int count,
        String example,
        List<Integer> bad) {

    static BadData of(
            String name, String columns, String value, String spoilt, String migration, String example, int... bad) {
        List<Integer> ids = java.util.Arrays.stream(bad).boxed().toList();
        return new BadData(
                name,
                18,
                List.of("CREATE TABLE t (id int NOT NULL PRIMARY KEY, " + columns + ")"),
                value,
                List.of(spoilt),
                migration,
                ids.size(),
                example,
                ids);
    }

    BadData after(String... before) {
        List<String> all = new ArrayList<>(List.of(before));
        all.addAll(schema);
        return new BadData(name, major, all, value, spoilt, migration, count, example, bad);
    }

    BadData and(String... behind) {
        List<String> all = new ArrayList<>(schema);
        all.addAll(List.of(behind));
        return new BadData(name, major, all, value, spoilt, migration, count, example, bad);
    }

    BadData counting(int found) {
        return new BadData(name, major, schema, value, spoilt, migration, found, example, bad);
    }

    BadData on(int other) {
        return new BadData(name + " on " + other, other, schema, value, spoilt, migration, count, example, bad);
    }

    BadData directly() {
        return new BadData(
                name,
                major,
                schema,
                value,
                spoilt,
                "-- db-migrations: strategy=direct\n" + migration,
                count,
                example,
                bad);
    }

    String rows(String numbers) {
        return "INSERT INTO t SELECT n, " + value + " FROM (" + numbers + ") AS numbers";
    }

    String sum() {
        return "SELECT * FROM t WHERE id <= 50 ORDER BY id";
    }

    @Override
    public String toString() {
        return name;
    }

    static final String BAD_2 = " WHERE id IN (30, 41)";

    static List<BadData> postgres() {
        List<BadData> all = new ArrayList<>(constraints());
        all.addAll(conversions());
        return all;
    }

    private static List<BadData> constraints() {
        return List.of(
                of(
                                "orphans of a foreign key",
                                "p int",
                                "n % 3",
                                "UPDATE t SET p = 9" + BAD_2,
                                "ALTER TABLE t ADD CONSTRAINT t_p FOREIGN KEY (p) REFERENCES p (id);",
                                "30, 41",
                                30,
                                41)
                        .after("CREATE TABLE p (id int PRIMARY KEY)", "INSERT INTO p VALUES (0), (1), (2)"),
                of(
                        "NULL where NOT NULL comes",
                        "v int",
                        "n",
                        "UPDATE t SET v = NULL" + BAD_2,
                        "ALTER TABLE t ALTER COLUMN v SET NOT NULL;",
                        "30, 41",
                        30,
                        41),
                of(
                                "NULL where a primary key comes",
                                "v int",
                                "n",
                                "UPDATE t SET v = NULL WHERE id = 30",
                                "ALTER TABLE t ADD PRIMARY KEY (v);",
                                "30",
                                30)
                        .and("ALTER TABLE t DROP CONSTRAINT t_pkey", "CREATE UNIQUE INDEX t_id ON t (id)"),
                of(
                                "duplicates where UNIQUE comes",
                                "v int",
                                "n",
                                "UPDATE t SET v = 30 WHERE id = 41",
                                "ALTER TABLE t ADD CONSTRAINT t_v UNIQUE (v);",
                                "example 30",
                                30,
                                41)
                        .counting(1),
                of(
                                "duplicates where a composite UNIQUE comes",
                                "a int, b int",
                                "n, 1",
                                "UPDATE t SET a = 30 WHERE id = 41",
                                "ALTER TABLE t ADD CONSTRAINT t_v UNIQUE (a, b);",
                                "example 30, 1",
                                30,
                                41)
                        .counting(1),
                of(
                                "duplicates under an expression",
                                "v text",
                                "'m' || n",
                                "UPDATE t SET v = 'M30' WHERE id = 41",
                                "CREATE UNIQUE INDEX t_v ON t (lower(v) text_pattern_ops DESC);",
                                "m30",
                                30,
                                41)
                        .counting(1),
                of(
                                "duplicates in a partial index",
                                "v int, live boolean",
                                "n / 2, n = 30",
                                "UPDATE t SET v = 15, live = true WHERE id = 41",
                                "CREATE UNIQUE INDEX t_v ON t (v) WHERE live;",
                                "example 15",
                                30,
                                41)
                        .counting(1),
                of(
                                "equal NULLs",
                                "v int",
                                "n",
                                "UPDATE t SET v = NULL" + BAD_2,
                                "ALTER TABLE t ADD CONSTRAINT t_v UNIQUE NULLS NOT DISTINCT (v);",
                                "more than one row",
                                30,
                                41)
                        .counting(1),
                of(
                                "orphans of a composite foreign key",
                                "a int, b int",
                                "n % 3, 1",
                                "UPDATE t SET b = 2" + BAD_2,
                                "ALTER TABLE t ADD CONSTRAINT t_p FOREIGN KEY (a, b) REFERENCES p;",
                                "30, 41",
                                30,
                                41)
                        .after(
                                "CREATE TABLE p (a int, b int, PRIMARY KEY (a, b))",
                                "INSERT INTO p VALUES (0, 1), (1, 1), (2, 1)"),
                of(
                                "half a foreign key",
                                "a int, b int",
                                "n % 3, 1",
                                "UPDATE t SET b = NULL" + BAD_2,
                                "ALTER TABLE t ADD CONSTRAINT t_p FOREIGN KEY (a, b) REFERENCES p MATCH FULL;",
                                "30, 41",
                                30,
                                41)
                        .after(
                                "CREATE TABLE p (a int, b int, PRIMARY KEY (a, b))",
                                "INSERT INTO p VALUES (0, 1), (1, 1), (2, 1)"),
                of(
                        "violations of a CHECK",
                        "v int",
                        "n",
                        "UPDATE t SET v = -v" + BAD_2,
                        "ALTER TABLE t ADD CONSTRAINT t_v CHECK (v > 0);",
                        "30, 41",
                        30,
                        41),
                of(
                                "overlaps",
                                "v int4range",
                                "int4range(n * 10, n * 10 + 5)",
                                "UPDATE t SET v = int4range(300, 303) WHERE id = 41",
                                "ALTER TABLE t ADD CONSTRAINT t_v EXCLUDE USING gist (v WITH &&);",
                                "30, 41",
                                30,
                                41)
                        .directly(),
                of(
                        "a check of the author's",
                        "v int",
                        "n",
                        "UPDATE t SET v = 0" + BAD_2,
                        "-- db-migrations: check before \"no empty order\" expect-zero\n"
                                + "--   SELECT id, v FROM t\n--   WHERE v = 0 ORDER BY id;\nALTER TABLE t ADD COLUMN w int;",
                        "no empty order",
                        30,
                        41));
    }

    private static List<BadData> conversions() {
        return List.of(
                of(
                        "too long for varchar",
                        "v varchar(50)",
                        "'m' || n",
                        "UPDATE t SET v = 'much too long'" + BAD_2,
                        "ALTER TABLE t ALTER COLUMN v TYPE varchar(10);",
                        "30, 41",
                        30,
                        41),
                of(
                        "too long for char",
                        "v text",
                        "'m' || n",
                        "UPDATE t SET v = 'much too long'" + BAD_2,
                        "ALTER TABLE t ALTER COLUMN v TYPE char(10);",
                        "30, 41",
                        30,
                        41),
                of(
                        "beyond a precision",
                        "v numeric(12,2)",
                        "n",
                        "UPDATE t SET v = 1234567" + BAD_2,
                        "ALTER TABLE t ALTER COLUMN v TYPE numeric(8,2);",
                        "30, 41",
                        30,
                        41),
                of(
                        "more digits than a scale",
                        "v numeric(12,4)",
                        "n + 0.25",
                        "UPDATE t SET v = 1.2345" + BAD_2,
                        "ALTER TABLE t ALTER COLUMN v TYPE numeric(12,2);",
                        "30, 41",
                        30,
                        41),
                of(
                        "a fraction where a whole number comes",
                        "v numeric",
                        "n",
                        "UPDATE t SET v = 1.5" + BAD_2,
                        "ALTER TABLE t ALTER COLUMN v TYPE int;",
                        "30, 41",
                        30,
                        41),
                of(
                        "beyond smallint",
                        "v int",
                        "n",
                        "UPDATE t SET v = 70000" + BAD_2,
                        "ALTER TABLE t ALTER COLUMN v TYPE smallint;",
                        "30, 41",
                        30,
                        41),
                of(
                        "beyond integer",
                        "v bigint",
                        "n",
                        "UPDATE t SET v = 3000000000" + BAD_2,
                        "ALTER TABLE t ALTER COLUMN v TYPE int;",
                        "30, 41",
                        30,
                        41),
                of(
                        "texts that are no numbers",
                        "v text",
                        "n::text",
                        "UPDATE t SET v = 'many'" + BAD_2,
                        "ALTER TABLE t ALTER COLUMN v TYPE int USING v::integer;",
                        "30, 41",
                        30,
                        41),
                of(
                                "texts that are no numbers",
                                "v text",
                                "n::text",
                                "UPDATE t SET v = 'many'" + BAD_2,
                                "ALTER TABLE t ALTER COLUMN v TYPE int USING v::integer;",
                                "30, 41",
                                30,
                                41)
                        .on(14),
                of(
                        "texts that are no days",
                        "v text",
                        "'2024-01-02'",
                        "UPDATE t SET v = '2024-02-30'" + BAD_2,
                        "ALTER TABLE t ALTER COLUMN v TYPE date USING v::date;",
                        "30, 41",
                        30,
                        41),
                of(
                        "texts that are no instants",
                        "v text",
                        "'2024-01-02 03:04'",
                        "UPDATE t SET v = 'noon'" + BAD_2,
                        "ALTER TABLE t ALTER COLUMN v TYPE timestamptz USING v::timestamptz;",
                        "30, 41",
                        30,
                        41),
                of(
                        "texts that are no UUIDs",
                        "v text",
                        "gen_random_uuid()::text",
                        "UPDATE t SET v = 'me'" + BAD_2,
                        "ALTER TABLE t ALTER COLUMN v TYPE uuid USING v::uuid;",
                        "30, 41",
                        30,
                        41),
                of(
                        "texts that are no JSON",
                        "v text",
                        "'{}'",
                        "UPDATE t SET v = '{'" + BAD_2,
                        "ALTER TABLE t ALTER COLUMN v TYPE jsonb USING v::jsonb;",
                        "30, 41",
                        30,
                        41),
                of(
                                "a member that is removed",
                                "v mood",
                                "'good'",
                                "UPDATE t SET v = 'odd'" + BAD_2,
                                "ALTER TABLE t ALTER COLUMN v TYPE feeling USING v::text::feeling;",
                                "30, 41",
                                30,
                                41)
                        .after("CREATE TYPE mood AS ENUM ('good', 'odd')", "CREATE TYPE feeling AS ENUM ('good')"),
                of(
                                "values outside a domain",
                                "v int",
                                "n",
                                "UPDATE t SET v = -1" + BAD_2,
                                "ALTER TABLE t ALTER COLUMN v TYPE amount;",
                                "30, 41",
                                30,
                                41)
                        .after("CREATE DOMAIN amount AS int CHECK (value >= 0)")
                        .directly(),
                of(
                        "what an expression cannot convert",
                        "v text",
                        "n || ' kg'",
                        "UPDATE t SET v = 'heavy'" + BAD_2,
                        "ALTER TABLE t ALTER COLUMN v TYPE int USING split_part(v, ' ', 1)::int;",
                        "30, 41",
                        30,
                        41),
                of(
                        "a time of day where a day comes",
                        "v timestamp",
                        "timestamp '2024-01-02'",
                        "UPDATE t SET v = '2024-01-02 03:04'" + BAD_2,
                        "ALTER TABLE t ALTER COLUMN v TYPE date;",
                        "30, 41",
                        30,
                        41));
    }
}
