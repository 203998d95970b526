package dev.dbmigrations.plan;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Statement;
import java.util.regex.Pattern;

/** A statement that changes nothing but the session it is run in, such as {@code SET foreign_key_checks = 0}. */
final class SessionSetting {

    /** What is set beyond the session, or for less than its life. */
    private static final Pattern OTHERWISE = Pattern.compile(
            "(?is)\\W*(global|persist|persist_only|local|constraints|transaction|password|statement|default role)\\b.*");

    private SessionSetting() {}

    static boolean isMadeBy(Statement statement) {
        return statement.changes().size() == 1
                && statement.changes().getFirst() instanceof Change.RunAsWritten written
                && (written.action().equals("use")
                        || (written.action().equals("set")
                                && !OTHERWISE.matcher(written.object()).matches()));
    }
}
