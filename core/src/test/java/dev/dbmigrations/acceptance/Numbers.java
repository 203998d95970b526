package dev.dbmigrations.acceptance;

/** Rows to fill a table with, where there is no {@code generate_series} and MySQL lacks MariaDB's {@code seq_1_to_9}. */
final class Numbers {
    private static final String DIGITS = "(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3"
            + " UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8"
            + " UNION ALL SELECT 9)";

    /** How many are written down; more of them are multiples of it. */
    static final int MOST = 100_000;

    private Numbers() {}

    /** A query of the column {@code n} from 1 to a number of at most 100000, or a multiple of it. */
    static String upTo(int last) {
        if (last > MOST) {
            return "SELECT a.n + (b.n - 1) * " + MOST + " AS n FROM (" + upTo(MOST) + ") AS a, (" + upTo(last / MOST)
                    + ") AS b";
        }
        return "SELECT n FROM (SELECT a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d + 1 AS n FROM " + DIGITS
                + " AS a, " + DIGITS + " AS b, " + DIGITS + " AS c, " + DIGITS + " AS d, " + DIGITS
                + " AS e) AS digits WHERE n <= " + last + " ORDER BY n";
    }
}
