package dev.dbmigrations.verify;

import java.util.Arrays;
import java.util.List;

/**
 * A change of a column's type, and what must and must not be told apart afterwards.
 *
 * @param rule the number on the must-not-fail list
 * @param from the type in the source
 * @param to the type in the target
 * @param conversion of the column {@code v}
 * @param values of the source, as SQL
 * @param others values of the target that are not those of the first row, as SQL
 */
record TypeCase(int rule, String from, String to, String conversion, List<String> values, List<String> others) {

    private static TypeCase of(int rule, String change, String values, String others) {
        String[] types = change.split(" -> ");
        String conversion = types.length > 2 ? types[2] : "v";
        return new TypeCase(rule, types[0], types[1], conversion, split(values), split(others));
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split(" \\| ")).map(String::strip).toList();
    }

    /** The first value of each is changed, on the target, to each of the others. */
    static final List<TypeCase> POSTGRES = List.of(
            of(
                    60,
                    "timestamptz -> timestamptz",
                    "'2024-03-10 02:30:00.000001+00' | 'infinity' | '-infinity' | '4713-01-01 BC' | NULL",
                    "'2024-03-10 02:30:00.000001+01' | '2024-03-10 02:30:00+00' | NULL"),
            of(
                    60,
                    "timestamptz -> timestamp -> v AT TIME ZONE 'UTC'",
                    "'2024-10-27 01:30:00+00' | '2024-10-27 00:30:00+00' | NULL",
                    "'2024-10-27 02:30:00' | '2024-10-27 01:30:00.000001'"),
            of(
                    60,
                    "timestamp -> timestamptz -> v AT TIME ZONE 'UTC'",
                    "'2024-10-27 01:30:00'",
                    "'2024-10-27 01:30:01+00'"),
            of(61, "bytea -> bytea", "'\\x0000' | '\\x' | '\\xff00' | NULL", "'\\x00' | '\\x' | '\\x000000' | NULL"),
            of(
                    62,
                    "json -> json",
                    "'{\"a\": 1.10, \"b\": 1e2}' | '[0.1]' | 'null' | NULL",
                    "'{\"a\": 1.1, \"b\": 1e2}' | '{\"a\":1.10,\"b\":1e2}' | NULL"),
            of(
                    62,
                    "json -> jsonb -> v::jsonb",
                    "'{\"b\": 1.10, \"a\": 0.1}' | '1E400' | NULL",
                    "'{\"b\": 1.1, \"a\": 0.1}' | '{\"b\": 1.10, \"a\": 0.10000000000000001}'"),
            of(63, "int -> bigint", "0 | -2147483648 | 2147483647 | NULL", "1 | NULL"),
            of(63, "bigint -> bigint", "1 | -1 | 9223372036854775807 | NULL", "4294967296 | -2 | 65536 | 0"),
            of(63, "smallint -> numeric(10,2)", "7 | NULL", "7.01 | 0"),
            of(63, "numeric -> numeric", "1.0 | 'NaN' | 1e-30 | 123456789012345678901234567890", "1.00 | 1"),
            of(63, "float8 -> float8", "0 | 0.1 | 'NaN' | '-Infinity' | 1e308", "'-0' | 5e-324"),
            of(63, "float8 -> float8", "0.1 | '-0'", "0.10000000000000002 | 0.09999999999999999"),
            of(63, "real -> float8", "0.1 | 16777217 | NULL", "0.1 | 0"),
            of(63, "text -> int -> v::int", "'12' | '-0' | NULL", "13 | NULL"),
            of(63, "int -> text -> v::text", "12 | NULL", "'13' | '' | '12 '"),
            of(63, "varchar(9) -> text", "'a' | 'a ' | '' | NULL", "'a ' | 'A' | '' | ' a'"),
            of(63, "char(5) -> varchar(9)", "'a' | '' | NULL", "'a ' | 'b'"),
            of(63, "text -> char(5)", "'a' | 'b  ' | NULL", "'b' | ''"),
            of(
                    63,
                    "int[] -> bigint[]",
                    "'{1,NULL,3}' | '{}' | '{{1,2},{3,4}}' | NULL",
                    "'{1,3}' | '{}' | '{1,NULL,3,NULL}'"),
            of(63, "interval -> interval", "'1 day' | '1 mon' | NULL", "'24 hours' | '1 day 00:00:00.000001'"),
            of(63, "date -> timestamp", "'2024-01-01' | 'infinity' | NULL", "'2024-01-01 00:00:01'"),
            of(63, "date -> date", "'2024-01-01' | 'infinity' | '5874897-12-31'", "'2024-01-02' | 'infinity' | NULL"),
            of(63, "time -> time", "'10:00' | '24:00'", "'10:00:00.000001'"),
            of(63, "timetz -> timetz", "'10:00+00'", "'11:00+01'"),
            of(63, "boolean -> boolean", "true | NULL", "false | NULL"),
            of(
                    63,
                    "uuid -> uuid",
                    "'00000000-0000-0000-0000-000000000001' | NULL",
                    "'00000000-0000-0000-0000-000100000000'"),
            of(63, "inet -> inet", "'10.0.0.1/8'", "'10.0.0.1/9' | '10.0.0.1'"),
            of(63, "bit varying(9) -> bit varying(12)", "B'1' | B''", "B'10' | B'01'"),
            of(63, "int4range -> int4range", "'[1,5)' | 'empty'", "'[1,4)' | 'empty' | NULL"),
            of(63, "point -> point", "'(0.1,0)'", "'(0.1,-0)' | '(0.10000000000000002,0)'"));

    /** The same for MySQL and MariaDB. */
    static final List<TypeCase> MYSQL = List.of(
            of(
                    59,
                    "varchar(20) CHARACTER SET latin1 -> varchar(20) CHARACTER SET utf8mb4",
                    "'\u00e9t\u00e9' | '\u00c3\u00a9' | NULL",
                    "'ete' | '\u00c9t\u00e9' | '\u00c3\u00a9t\u00c3\u00a9'"),
            of(
                    59,
                    "varchar(20) CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci -> text CHARACTER SET utf8mb4 COLLATE"
                            + " utf8mb4_unicode_ci",
                    "'stra\u00dfe' | '\u65e5\u672c'",
                    "'strasse' | 'STRA\u00dfE' | 'stra\u00dfe '"),
            of(
                    60,
                    "timestamp(6) -> datetime(6)",
                    "'2024-10-27 01:30:00.000001' | NULL",
                    "'2024-10-27 02:30:00.000001'"),
            of(60, "datetime(3) -> timestamp(6)", "'2024-10-27 01:30:00.001'", "'2024-10-27 01:30:00.001001'"),
            of(61, "binary(4) -> binary(8)", "0x6100 | 0x00000000 | NULL", "0x610001 | 0x62"),
            of(61, "varbinary(8) -> blob", "0x6100 | '' | NULL", "0x61 | 0x610000 | '' | NULL"),
            of(
                    62,
                    "json -> json",
                    "'{\"a\": 1.10, \"b\": 0.1}' | '[1e2]' | NULL",
                    "'{\"a\": 1.11, \"b\": 0.1}' | '{\"a\": 1.10, \"b\": 0.10000000000000002}' | NULL"),
            of(63, "bit(10) -> bit(20)", "b'1000000001' | b'0' | NULL", "b'1' | b'11000000001' | NULL"),
            of(63, "int unsigned -> bigint unsigned", "4294967295 | 0 | NULL", "4294967294 | 18446744073709551615"),
            of(
                    63,
                    "bigint unsigned -> decimal(30,0)",
                    "18446744073709551615 | 9223372036854775808",
                    "18446744073709551616"),
            of(63, "int(5) zerofill -> bigint(9) zerofill", "42 | NULL", "43"),
            of(63, "int -> varchar(20)", "42 | -1 | NULL", "'042' | '42 ' | ''"),
            of(63, "varchar(20) -> int", "'42' | NULL", "43 | NULL"),
            of(63, "decimal(10,2) -> decimal(12,4)", "1.10 | -0.01 | NULL", "1.1001"),
            of(63, "decimal(10,4) -> decimal(10,2)", "1.1 | 2.25 | NULL", "1.11"),
            of(63, "float -> float", "0.1 | 16777216 | NULL", "0.10000002 | NULL"),
            of(63, "float -> double", "0.1 | 16777216 | NULL", "0.1"),
            of(63, "double -> double", "0.1 | 1e308 | NULL", "0.10000000000000002 | 0"),
            of(63, "double -> float", "0.1 | 16777217 | NULL", "0.2"),
            of(63, "date -> date", "'0000-00-00' | '2024-00-01' | '2024-02-29' | NULL", "'2024-01-01' | NULL"),
            of(63, "date -> datetime", "'2024-02-29' | '0000-00-00' | NULL", "'2024-02-29 00:00:01'"),
            of(63, "datetime(6) -> datetime(3)", "'2024-01-01 23:59:59.999900' | NULL", "'2024-01-01 23:59:58.999'"),
            of(63, "time(3) -> time(6)", "'-838:59:59.000' | '10:00:00.001'", "'838:59:59'"),
            of(63, "year -> smallint", "2024 | 0 | NULL", "2023"),
            of(63, "char(10) -> varchar(20)", "'a' | '' | NULL", "'a ' | 'A'"),
            of(63, "varchar(10) -> char(10)", "'a' | 'b  ' | '' | NULL", "'b' | ''"),
            of(20, "enum('a','b') -> enum('b','a','c')", "'a' | 'b' | NULL", "'b' | 'c' | NULL"),
            of(20, "enum('a','b') -> varchar(9)", "'a' | 'b'", "'A' | ''"),
            of(20, "varchar(9) -> enum('A','b')", "'a' | 'B' | NULL", "'b' | NULL"),
            of(20, "set('x','y') -> set('y','x')", "'x,y' | '' | NULL", "'x' | '' | NULL"),
            of(63, "point -> point", "ST_GeomFromText('POINT(0.1 1)') | NULL", "ST_GeomFromText('POINT(1 0.1)')"));
}
