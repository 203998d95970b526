package dev.dbmigrations.plan.rewrites;

import com.google.auto.service.AutoService;
import dev.dbmigrations.change.WholeTableChange.Truncate;
import dev.dbmigrations.plan.Rewrite;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.schema.Table;
import java.util.regex.Pattern;

/**
 * Empties a table of which the rows are kept for the way back.
 *
 * <pre>
 * asked:  TRUNCATE t
 * done:   make kept (key, every column) │ copy the rows in batches │ truncate t
 * back:   the rows are inserted again
 * </pre>
 *
 * What is written into it between the copy and the end goes with it, as its author has asked.
 */
@SuppressWarnings("rawtypes")
@AutoService(Rewrite.class)
public final class EmptyTable implements Rewrite<Truncate> {
    /** A sequence that begins anew would give the numbers of rows that have come back. */
    private static final Pattern RESTARTS = Pattern.compile("\\bRESTART\\b", Pattern.CASE_INSENSITIVE);

    @Override
    public Class<Truncate> handles() {
        return Truncate.class;
    }

    @Override
    public Sketch sketch(Truncate change, Situation situation) {
        return situation
                .schema()
                .table(change.table())
                .filter(table -> isAlone(change, table, situation))
                .flatMap(table -> KeptRows.all(situation, table))
                .map(KeptRows::emptying)
                .orElseGet(Sketch::asWritten);
    }

    private static boolean isAlone(Truncate change, Table table, Situation situation) {
        return !change.cascade()
                && table.surroundings().referencing().isEmpty()
                && !RESTARTS.matcher(situation.clause().sql()).find();
    }
}
