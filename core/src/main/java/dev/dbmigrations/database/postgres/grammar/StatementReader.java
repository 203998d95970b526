package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Change.Unrecognized;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.Position;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.change.Statement.Transaction;
import dev.dbmigrations.parse.ParseException;
import dev.dbmigrations.parse.SyntaxProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a statement: by its first words where they tell all, else by the grammar. */
public final class StatementReader {

    /** Begins the reason where a statement has met a mistake of ours. */
    static final String STUMBLED = "its grammar could not be followed: ";

    private final Sql sql;
    private final Position position;

    private StatementReader(Sql sql, Position position) {
        this.sql = sql;
        this.position = position;
    }

    /** Never fails; what cannot be read is {@link Unrecognized}. */
    public static Statement read(String text, Position position) {
        Change rows = InsertHead.of(text);
        if (rows != null) {
            return new Statement(text, position, List.of(new Clause(rows, text)), Transaction.ALLOWED);
        }
        Sql sql;
        try {
            sql = Sql.of(text);
        } catch (ParseException broken) {
            Change change = new Unrecognized(broken.problem().summary());
            return new Statement(text, position, List.of(new Clause(change, text)), Transaction.ALLOWED);
        }
        return new StatementReader(sql, position).read();
    }

    private Statement read() {
        List<Clause> clauses = sql.isEmpty() ? alone(new Unrecognized("it is empty")) : clauses();
        if (clauses.isEmpty()) {
            clauses = alone(new Unrecognized("no statement that is known here begins with " + beginning()));
        } else if (clauses.size() == 1) {
            clauses = alone(clauses.getFirst().change());
        }
        return new Statement(sql.text(), position, clauses, TransactionBlocks.of(sql));
    }

    private List<Clause> clauses() {
        Cursor cursor = sql.cursor();
        if (cursor.skip("drop table")) {
            return orElseUnread(Drops.tables(cursor));
        }
        if (cursor.skip("drop index")) {
            return orElseUnread(Indexes.dropped(cursor));
        }
        if (cursor.skip("truncate")) {
            return orElseUnread(Drops.truncated(cursor));
        }
        if (GrammarVerbs.isAt(cursor)) {
            return byGrammar();
        }
        Change change = byWords(cursor);
        return change == null ? List.of() : alone(change);
    }

    private @Nullable Change byWords(Cursor cursor) {
        if (cursor.skip("alter index")) {
            Change renamed = Indexes.renamed(cursor.copy());
            return renamed != null ? renamed : Alteration.altered(new Cursor(sql, 1));
        }
        if (cursor.skip("create")) {
            return Creation.read(cursor);
        }
        if (cursor.skip("alter")) {
            return Alteration.altered(cursor);
        }
        if (cursor.skip("drop")) {
            return Alteration.dropped(cursor);
        }
        if (cursor.skip("grant")) {
            return Grants.granted(cursor);
        }
        return cursor.skip("revoke") ? Grants.revoked(cursor) : Commands.read(cursor);
    }

    /** The grammar is other people's code and accepts what ours does not foresee: whatever goes wrong there must stop nobody's migration. */
    private List<Clause> byGrammar() {
        try {
            return read(Syntax.of(sql));
        } catch (RuntimeException | StackOverflowError surprise) {
            return alone(new Unrecognized(STUMBLED + surprise));
        }
    }

    private List<Clause> read(Syntax syntax) {
        return switch (syntax) {
            case Syntax.Tree tree -> new TreeReader(sql).read(tree.statement());
            case Syntax.Broken broken -> {
                List<Clause> piecewise = Piecewise.read(sql);
                yield piecewise.isEmpty() ? unread(broken.problem()) : piecewise;
            }
        };
    }

    private List<Clause> orElseUnread(List<Clause> clauses) {
        if (!clauses.isEmpty()) {
            return clauses;
        }
        return Syntax.of(sql) instanceof Syntax.Broken broken ? unread(broken.problem()) : clauses;
    }

    private List<Clause> unread(SyntaxProblem problem) {
        Position at = problem.in(sql.text(), position);
        return alone(new Unrecognized(
                "its syntax is not understood at " + at.line() + ":" + at.column() + ": " + problem.message()));
    }

    private List<Clause> alone(Change change) {
        return List.of(new Clause(change, sql.isEmpty() ? sql.text() : sql.whole()));
    }

    private String beginning() {
        return sql.slice(0, Math.min(1, sql.size() - 1));
    }
}
