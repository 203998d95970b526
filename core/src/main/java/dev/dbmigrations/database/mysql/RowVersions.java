package dev.dbmigrations.database.mysql;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.mysql.MySqlVersion.Flavour;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.HashMap;
import java.util.Map;

/**
 * The shapes of rows that MySQL keeps from 8.0.29 on, one more with every column that comes or goes at once. When all are
 * used up the server refuses the next one (error 4092) until the table is written anew (safety catalogue MY02).
 */
final class RowVersions {

    /** A migration may add and drop a few columns, its second columns among them, before anybody counts again. */
    private static final int KEPT_FREE = 4;

    private static final String NAMES =
            "SELECT name, total_row_versions FROM information_schema.innodb_tables" + " WHERE total_row_versions > 0";

    private RowVersions() {}

    /** Empty for who may not know (it takes the PROCESS privilege); tables with names that a file cannot have are left out. */
    static Map<TableName, Integer> of(MySqlSession session) {
        Map<TableName, Integer> versions = new HashMap<>();
        if (session.version().is(Flavour.MYSQL, 8, 0, 29)) {
            try {
                session.rows(NAMES, row -> versions.merge(name(row.text(1)), (int) row.number(2), Math::max));
            } catch (DatabaseFailure.Fatal notAllowed) {
                return Map.of();
            }
        }
        return versions;
    }

    /** As {@code schema/table}, with the partition behind {@code #}. */
    private static TableName name(String file) {
        String[] parts = file.split("/", 2);
        return TableName.of(parts[0], parts[parts.length - 1].replaceFirst("(?i)#p#.*", ""));
    }

    /** 64 up to 9.0, 255 from 9.1 on (MySQL 8.0 and 9.1 manuals, "Online DDL Operations"). */
    static boolean areUsedUp(Table table, MySqlVersion release) {
        int most = release.is(Flavour.MYSQL, 9, 1, 0) ? 255 : 64;
        return table.storage().rowVersions() > most - KEPT_FREE;
    }

    /**
     * Whether a column comes and goes without the rows being written: from 8.0.29 on, but not with that release itself, whose
     * log of such changes spoils tables after a crash (safety catalogue MY03).
     */
    static boolean canBeAdded(Table table, MySqlVersion release) {
        boolean spoils = release.is(Flavour.MYSQL, 8, 0, 29) && !release.is(Flavour.MYSQL, 8, 0, 30);
        return release.isMariaDb() || (release.is(Flavour.MYSQL, 8, 0, 29) && !spoils && !areUsedUp(table, release));
    }
}
