package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.database.postgres.grammar.Sql.Span;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Objects;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/** What stands in a statement where the grammar saw something. */
final class Spans {

    private Spans() {}

    static Span of(Sql sql, ParserRuleContext context) {
        return new Span(first(sql, context), last(sql, context));
    }

    static int first(Sql sql, ParserRuleContext context) {
        return sql.indexAt(context.getStart().getStartIndex());
    }

    static int last(Sql sql, ParserRuleContext context) {
        return sql.indexAt(context.getStop().getStartIndex());
    }

    static String text(Sql sql, ParserRuleContext context) {
        return sql.slice(of(sql, context));
    }

    static @Nullable String textOrNull(Sql sql, @Nullable ParserRuleContext context) {
        return context == null ? null : text(sql, context);
    }

    static Name name(Sql sql, ParserRuleContext context) {
        return Objects.requireNonNull(Name.at(sql, first(sql, context)));
    }

    static @Nullable String storedOrNull(Sql sql, @Nullable ParserRuleContext context) {
        return context == null ? null : name(sql, context).last();
    }

    static String stored(Sql sql, ParserRuleContext context) {
        return name(sql, context).last();
    }

    static List<String> stored(Sql sql, List<? extends ParserRuleContext> contexts) {
        return contexts.stream().map(context -> stored(sql, context)).toList();
    }

    static TableName table(Sql sql, ParserRuleContext context) {
        return name(sql, context).table();
    }
}
