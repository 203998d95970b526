package dev.dbmigrations.plan;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.OwnCheck;
import dev.dbmigrations.change.OwnCheck.Moment;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.plan.DataCheck.Manner;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The questions that the author of a migration asks of the data.
 *
 * @param before before the first step
 * @param after before the old shape goes, and behind the last step
 */
record OwnChecks(List<DataCheck> before, List<DataCheck> after) {
    private static final int EXAMPLES = 10;
    private static final Pattern COUNTS = Pattern.compile("(?is)^\\s*SELECT\\s+count\\s*\\(.*");
    private static final Pattern GROUPS = Pattern.compile("(?i)\\bGROUP\\s+BY\\b");

    static OwnChecks of(Migration migration, Plan.Basis basis, Dialect dialect) {
        TableName where = basis.tables().isEmpty()
                ? TableName.unqualified("")
                : basis.tables().getFirst();
        List<OwnCheck> all = migration.directives().checks();
        return new OwnChecks(asked(all, Moment.BEFORE, where, dialect), asked(all, Moment.AFTER, where, dialect));
    }

    private static List<DataCheck> asked(List<OwnCheck> all, Moment moment, TableName where, Dialect dialect) {
        return all.stream()
                .filter(check -> check.moments().contains(moment))
                .map(check -> asked(check, where, dialect))
                .toList();
    }

    /** A query for one count is asked for its number, any other for how many rows it has. */
    private static DataCheck asked(OwnCheck check, TableName where, Dialect dialect) {
        String sql = check.sql();
        boolean counts = COUNTS.matcher(sql).matches() && !GROUPS.matcher(sql).find();
        String rows = " FROM (" + sql + ") AS db_migrations_rows";
        return new DataCheck(
                "own: " + check.title(),
                where,
                "row against \"" + check.title() + "\"",
                counts ? sql : "SELECT count(*)" + rows,
                counts ? "" : dialect.ddl().firstRows("SELECT *" + rows, EXAMPLES),
                "mend the rows, or the check in the migration",
                sql,
                Manner.AT_ONCE);
    }
}
