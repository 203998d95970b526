package dev.dbmigrations.database.mysql;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A text of several statements that works for a while under settings of others, which a trigger is tied to from its making.
 * The driver would close a connection that reads another character set than UTF-8, so it is not told; and one on which such
 * a text was broken off is closed by us, which gives back its locks as well.
 */
final class BorrowedSession {

    /** How every such text begins. */
    static final String TAKE = "SET @db_migrations_mode = @@SESSION.sql_mode,"
            + " @db_migrations_client = @@SESSION.character_set_client,"
            + " @db_migrations_collation = @@SESSION.collation_connection,"
            + " @db_migrations_told = @@SESSION.session_track_system_variables;\n"
            + "SET SESSION session_track_system_variables = ''";

    static final String GIVE_BACK = "SET SESSION sql_mode = @db_migrations_mode,"
            + " character_set_client = @db_migrations_client, collation_connection = @db_migrations_collation";

    static final String END = "SET SESSION session_track_system_variables = @db_migrations_told";

    /**
     * Where a text is cut in two for the server: MySQL 8.0 takes the semicolon between two statements of one text for a part
     * of a trigger's body.
     */
    static final String CUT = ";\n/* sent by itself */\n";

    private BorrowedSession() {}

    static boolean isNeededFor(String sql) {
        return sql.startsWith(TAKE);
    }

    /** What is sent at once, in order. */
    static List<String> parts(String sql) {
        return isNeededFor(sql) ? List.of(sql.split(Pattern.quote(CUT))) : List.of(sql);
    }
}
