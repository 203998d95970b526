package dev.dbmigrations.acceptance;

import java.util.ArrayList;
import java.util.List;

/** Rows to fill a table with, where there is no {@code generate_series} and MySQL lacks MariaDB's {@code seq_1_to_9}. */
final class Numbers {
    private static final String DIGITS = "(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3"
            + " UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8"
            + " UNION ALL SELECT 9)";

    private Numbers() {}

    /** A query of the column {@code n} from 1 to a number. */
    static String upTo(int last) {
        int digits = Math.max(1, Integer.toString(last - 1).length());
        List<String> sum = new ArrayList<>();
        List<String> from = new ArrayList<>();
        for (int i = 0; i < digits; i++) {
            sum.add("1" + "0".repeat(i) + " * d" + i + ".d");
            from.add(DIGITS + " AS d" + i);
        }
        return "SELECT n FROM (SELECT " + String.join(" + ", sum) + " + 1 AS n FROM " + String.join(", ", from)
                + ") AS digits WHERE n <= " + last + " ORDER BY n";
    }
}
