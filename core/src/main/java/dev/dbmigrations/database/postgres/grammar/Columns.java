package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.NewColumn;
import dev.dbmigrations.change.NewColumn.Inline;
import dev.dbmigrations.database.postgres.grammar.Sql.Span;
import dev.dbmigrations.schema.Column.Generation;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Constr_bodyContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Constraint_commonContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Table_column_definitionContext;

/** Reads the definition of a column. */
final class Columns {

    private static final Set<String> SERIAL =
            Set.of("serial", "bigserial", "smallserial", "serial2", "serial4", "serial8");

    private final Sql sql;
    private final Constraints constraints;

    private boolean notNull;
    private @Nullable String expression;
    private Generation generation = Generation.PLAIN;
    private final List<Inline> inline = new ArrayList<>();

    private Columns(Sql sql, TableName table) {
        this.sql = sql;
        this.constraints = new Constraints(sql, table);
    }

    static NewColumn read(Sql sql, TableName table, Table_column_definitionContext context) {
        return new Columns(sql, table).read(context);
    }

    /** From the name to the last attribute of the last constraint. */
    static Span span(Sql sql, Table_column_definitionContext context) {
        return ConstraintExtent.of(sql, Spans.first(sql, context), Spans.last(sql, context))
                .body();
    }

    private NewColumn read(Table_column_definitionContext context) {
        Name name = Spans.name(sql, context.identifier());
        String type = Spans.text(sql, context.data_type());
        if (SERIAL.contains(type.toLowerCase(Locale.ROOT))) {
            generation = Generation.OWNED_SEQUENCE;
        }
        context.constraint_common().forEach(constraint -> take(constraint, name));
        return new NewColumn(name.last(), type, notNull, expression, generation, inline);
    }

    private void take(Constraint_commonContext context, Name column) {
        Constr_bodyContext body = context.constr_body();
        notNull |= body.PRIMARY() != null || (body.NOT() != null && body.NULL() != null);
        if (body.DEFAULT() != null) {
            expression = Spans.text(sql, body.default_expr);
        } else if (body.identity_body() != null) {
            generation =
                    body.identity_body().ALWAYS() != null ? Generation.IDENTITY_ALWAYS : Generation.IDENTITY_BY_DEFAULT;
        } else if (body.GENERATED() != null) {
            expression = Spans.text(sql, body.vex());
            generation = body.STORED() != null ? Generation.COMPUTED_STORED : Generation.COMPUTED_VIRTUAL;
        }
        AddConstraint constraint = constraints.ofColumn(context, column);
        if (constraint != null) {
            inline.add(new Inline(constraint, sql.slice(constraints.span(context))));
        }
    }
}
