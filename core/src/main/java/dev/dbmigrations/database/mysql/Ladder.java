package dev.dbmigrations.database.mysql;

import java.util.List;
import java.util.Set;

/** The rungs a release knows, from the cheapest. */
final class Ladder {

    /**
     * "Not supported for this operation", with and without a reason, and the row versions used up
     * ({@code ER_ALTER_OPERATION_NOT_SUPPORTED}, {@code …_REASON}, {@code ER_INNODB_MAX_ROW_VERSION}).
     */
    private static final Set<String> NEXT = Set.of("1845", "1846", "4092", "1221");

    private Ladder() {}

    static List<Rung> of(MySqlVersion release) {
        if (!release.isMariaDb()) {
            return List.of(Rung.INSTANT, Rung.INPLACE, Rung.INPLACE_SHARED, Rung.COPY_SHARED);
        }
        boolean copiesOnline = release.is(MySqlVersion.Flavour.MARIADB, 11, 2, 0);
        return copiesOnline
                ? List.of(
                        Rung.INSTANT,
                        Rung.NOCOPY,
                        Rung.NOCOPY_SHARED,
                        Rung.INPLACE,
                        Rung.INPLACE_SHARED,
                        Rung.COPY,
                        Rung.COPY_SHARED)
                : List.of(
                        Rung.INSTANT,
                        Rung.NOCOPY,
                        Rung.NOCOPY_SHARED,
                        Rung.INPLACE,
                        Rung.INPLACE_SHARED,
                        Rung.COPY_SHARED);
    }

    static boolean isNextRungAdvised(String state) {
        return NEXT.contains(state);
    }
}
