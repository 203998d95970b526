package dev.dbmigrations.database.mysql.grammar;

import dev.dbmigrations.change.Statement.Transaction;
import java.util.Set;

/**
 * Whether a statement commits by itself, so that nothing can be undone with it: MySQL 8.4's manual, "Statements That Cause an Implicit
 * Commit", and MariaDB's, "SQL statements That Cause an Implicit Commit".
 */
final class ImplicitCommit {

    private static final Set<String> COMMITTING = Set.of(
            "alter",
            "create",
            "drop",
            "truncate",
            "rename",
            "grant",
            "revoke",
            "install",
            "uninstall",
            "analyze",
            "optimize",
            "check",
            "repair",
            "cache",
            "flush",
            "reset",
            "lock",
            "start",
            "stop",
            "begin",
            "change",
            "import",
            "clone");

    private ImplicitCommit() {}

    static Transaction of(Cursor cursor) {
        if (cursor.atAny("create temporary", "create or replace temporary", "drop temporary")) {
            return Transaction.ALLOWED;
        }
        boolean other = cursor.atAny("set password", "load index into cache", "execute immediate");
        return other || COMMITTING.contains(cursor.word()) ? Transaction.FORBIDDEN : Transaction.ALLOWED;
    }
}
