package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.parse.SyntaxProblem;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Constr_bodyContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Constraint_commonContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Table_actionContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Table_column_defContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Table_of_type_column_defContext;

/**
 * Where pgCodeKeeper's grammar (13.1.0) lets pass what PostgreSQL does not: as a constraint of a table it takes what can only stand on a
 * column.
 */
final class Laxity {

    private Laxity() {}

    /** The first place that the server would not let pass, or null. */
    static @Nullable SyntaxProblem problem(Sql sql, ParseTree statement) {
        for (Constr_bodyContext body : tableConstraints(statement)) {
            int at = firstExcess(sql, body);
            if (at >= 0) {
                return Syntax.near(sql, at);
            }
        }
        return null;
    }

    private static List<Constr_bodyContext> tableConstraints(ParseTree statement) {
        List<@Nullable Constraint_commonContext> all = new ArrayList<>();
        Trees.all(statement, Table_actionContext.class).forEach(c -> all.add(c.tabl_constraint));
        Trees.all(statement, Table_column_defContext.class).forEach(c -> all.add(c.tabl_constraint));
        Trees.all(statement, Table_of_type_column_defContext.class).forEach(c -> all.add(c.tabl_constraint));
        List<Constr_bodyContext> bodies = new ArrayList<>();
        for (Constraint_commonContext constraint : all) {
            if (constraint != null) {
                bodies.add(constraint.constr_body());
            }
        }
        return bodies;
    }

    /** The index of the first token that is too much, the number of tokens if there are too few, or -1. */
    private static int firstExcess(Sql sql, Constr_bodyContext body) {
        int first = Spans.first(sql, body);
        int after = Spans.last(sql, body) + 1;
        if (body.CHECK() != null || body.EXCLUDE() != null) {
            return -1;
        }
        if (body.REFERENCES() != null) {
            return body.FOREIGN() == null ? first : -1;
        }
        if (body.UNIQUE() != null || body.PRIMARY() != null) {
            boolean keyed = body.col_overlaps != null || body.index_parameters().schema_qualified_name() != null;
            return keyed ? -1 : first + (body.UNIQUE() != null ? 1 : 2);
        }
        if (body.NULL() != null && body.NOT() != null) {
            return body.col_name == null ? after : -1;
        }
        return first;
    }
}
