package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.AddConstraint.AddCheck;
import dev.dbmigrations.change.AddConstraint.AddExclusion;
import dev.dbmigrations.change.AddConstraint.AddForeignKey;
import dev.dbmigrations.change.AddConstraint.AddNotNull;
import dev.dbmigrations.change.AddConstraint.AddPrimaryKey;
import dev.dbmigrations.change.AddConstraint.AddUnique;
import dev.dbmigrations.change.AddConstraint.Validation;
import dev.dbmigrations.database.postgres.grammar.Sql.Span;
import dev.dbmigrations.schema.Constraint.Target;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Constr_bodyContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Constraint_commonContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Names_with_periodContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Names_without_overlapsContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Schema_qualified_nameContext;

/** Reads constraints, whether written for a table or on one of its columns. */
final class Constraints {

    private final Sql sql;
    private final TableName table;

    Constraints(Sql sql, TableName table) {
        this.sql = sql;
        this.table = table;
    }

    /** The same constraint in either place: one on a column is given that column. */
    private record Subject(
            Constr_bodyContext body,
            ConstraintExtent extent,
            @Nullable String name,
            @Nullable Name column) {}

    /** A constraint written for the table. */
    AddConstraint ofTable(Constraint_commonContext context) {
        return read(subject(context, null));
    }

    /** A constraint written on a column; null if it is none of those that could be written for the table. */
    @Nullable
    AddConstraint ofColumn(Constraint_commonContext context, Name column) {
        Constr_bodyContext body = context.constr_body();
        boolean other = body.NULL() != null || body.DEFAULT() != null || body.GENERATED() != null;
        return other || body.identity_body() != null ? null : read(subject(context, column));
    }

    /** From its name, if it has one, to its last attribute. */
    Span span(Constraint_commonContext context) {
        return new Span(
                Spans.first(sql, context), extent(context.constr_body()).body().last());
    }

    private Subject subject(Constraint_commonContext context, @Nullable Name column) {
        String name = Spans.storedOrNull(sql, context.identifier());
        return new Subject(context.constr_body(), extent(context.constr_body()), name, column);
    }

    private ConstraintExtent extent(Constr_bodyContext body) {
        return ConstraintExtent.of(sql, Spans.first(sql, body), Spans.last(sql, body));
    }

    private AddConstraint read(Subject subject) {
        Constr_bodyContext body = subject.body();
        if (body.REFERENCES() != null) {
            return foreignKey(subject);
        }
        if (body.CHECK() != null) {
            return new AddCheck(
                    table, subject.name(), Spans.text(sql, body.expression), definition(subject), validation(subject));
        }
        if (body.UNIQUE() != null) {
            return new AddUnique(
                    table, subject.name(), keyColumns(subject), keyDefinition(subject, "UNIQUE"), usingIndex(body));
        }
        if (body.PRIMARY() != null) {
            String definition = keyDefinition(subject, "PRIMARY KEY");
            return new AddPrimaryKey(table, subject.name(), keyColumns(subject), definition, usingIndex(body));
        }
        if (body.EXCLUDE() != null) {
            return new AddExclusion(table, subject.name(), definition(subject));
        }
        String column = Spans.stored(sql, Objects.requireNonNull(body.col_name));
        return new AddNotNull(table, subject.name(), column, definition(subject), validation(subject));
    }

    private Validation validation(Subject subject) {
        return subject.extent().defersValidation(sql) ? Validation.DEFERRED : Validation.AT_ONCE;
    }

    private AddForeignKey foreignKey(Subject subject) {
        Constr_bodyContext body = subject.body();
        Target target = new Target(Spans.table(sql, body.schema_qualified_name()), columns(body.ref_period));
        Name column = subject.column();
        String definition = (column == null ? "" : "FOREIGN KEY (" + column.written() + ") ") + definition(subject);
        List<String> columns = column == null ? columns(body.col_period) : List.of(column.last());
        return new AddForeignKey(table, subject.name(), columns, target, definition, validation(subject));
    }

    private List<String> columns(@Nullable Names_with_periodContext names) {
        if (names == null) {
            return List.of();
        }
        List<ParserRuleContext> all = new ArrayList<>(names.schema_qualified_name());
        if (names.name_with_period() != null) {
            all.add(names.name_with_period().schema_qualified_name());
        }
        return Spans.stored(sql, all);
    }

    private List<String> keyColumns(Subject subject) {
        if (subject.column() != null) {
            return List.of(subject.column().last());
        }
        Names_without_overlapsContext names = subject.body().col_overlaps;
        if (names == null) {
            return List.of();
        }
        List<ParserRuleContext> all = new ArrayList<>(names.schema_qualified_name());
        if (names.name_without_overlaps() != null) {
            all.add(names.name_without_overlaps().schema_qualified_name());
        }
        return Spans.stored(sql, all);
    }

    private @Nullable String usingIndex(Constr_bodyContext body) {
        return Spans.storedOrNull(sql, body.index_parameters().schema_qualified_name());
    }

    /** On a column, {@code UNIQUE NULLS NOT DISTINCT WITH (…)} gets its column list where it belongs. */
    private String keyDefinition(Subject subject, String words) {
        Constr_bodyContext body = subject.body();
        if (subject.column() == null) {
            return definition(subject);
        }
        int last = body.nulls_distinction() != null
                ? Spans.last(sql, body.nulls_distinction())
                : subject.extent().body().first()
                        + (int) words.chars().filter(c -> c == ' ').count();
        String key = sql.slice(subject.extent().body().first(), last) + " ("
                + subject.column().written() + ")";
        String rest = sql.slice(last + 1, subject.extent().body().last());
        return rest.isEmpty() ? key : key + " " + rest;
    }

    private String definition(Subject subject) {
        List<Span> without = new ArrayList<>();
        Schema_qualified_nameContext index = subject.body().index_parameters() == null
                ? null
                : subject.body().index_parameters().schema_qualified_name();
        if (index != null) {
            int using = sql.indexAt(
                    subject.body().index_parameters().USING().getSymbol().getStartIndex());
            without.add(new Span(using, Spans.last(sql, index)));
        }
        Span notValid = subject.extent().attribute(sql, "not valid");
        if (notValid != null) {
            without.add(notValid);
        }
        return sql.sliceWithout(subject.extent().body(), without);
    }
}
