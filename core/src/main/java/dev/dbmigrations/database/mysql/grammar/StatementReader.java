package dev.dbmigrations.database.mysql.grammar;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Change.Unrecognized;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.IndexChange.Kind;
import dev.dbmigrations.change.Position;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.change.Statement.Transaction;
import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.parse.ParseException;
import dev.dbmigrations.parse.SyntaxProblem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a statement: by its words, once a grammar has found it sound where the words alone might mislead. */
public final class StatementReader {

    private static final String STUMBLED = "its words could not be followed: ";

    private final Source source;
    private final Server server;
    private final Position position;

    private StatementReader(Source source, Server server, Position position) {
        this.source = source;
        this.server = server;
        this.position = position;
    }

    /** Never fails; what cannot be read is {@link Unrecognized}. */
    public static Statement read(String text, Position position, Server server, LexicalRules rules) {
        Change rows = InsertHead.of(text, rules);
        if (rows != null) {
            return new Statement(text, position, List.of(new Clause(rows, text)), Transaction.ALLOWED);
        }
        Source source;
        try {
            source = Source.of(text, rules);
        } catch (ParseException broken) {
            Change change = new Unrecognized(broken.problem().summary());
            return new Statement(text, position, List.of(new Clause(change, text)), Transaction.ALLOWED);
        }
        return new StatementReader(source, server, position).read();
    }

    private Statement read() {
        if (source.isEmpty()) {
            return statement(List.of(new Clause(new Unrecognized("it is empty"), source.text())));
        }
        List<Clause> clauses;
        try {
            clauses = clauses();
        } catch (NotUnderstood missing) {
            clauses = alone(new Unrecognized("its syntax is not understood: " + missing.getMessage()));
        } catch (RuntimeException | StackOverflowError surprise) {
            clauses = alone(new Unrecognized(STUMBLED + surprise));
        }
        if (clauses.isEmpty()) {
            clauses = alone(new Unrecognized(
                    "no statement that is known here begins with " + source.slice(0, Math.min(1, source.size() - 1))));
        } else if (clauses.size() == 1) {
            Clause only = clauses.getFirst();
            clauses = List.of(new Clause(only.change(), source.whole(), only.asked()));
        }
        return statement(clauses);
    }

    private Statement statement(List<Clause> clauses) {
        return new Statement(source.text(), position, clauses, ImplicitCommit.of(source.cursor()));
    }

    private List<Clause> clauses() {
        Cursor cursor = source.cursor();
        Change command = cursor.atAny("create", "alter", "drop") ? Objects.read(after(cursor), cursor.word()) : null;
        if (command == null && !isJudged(cursor)) {
            command = Commands.read(cursor);
        }
        if (command != null || !isJudged(source.cursor())) {
            return command == null ? List.of() : alone(command);
        }
        SyntaxProblem problem = Grammars.problem(source, server);
        return problem == null ? byWords(source.cursor()) : unread(problem);
    }

    private static Cursor after(Cursor verb) {
        Cursor next = verb.copy();
        next.advance();
        return next;
    }

    private static boolean isJudged(Cursor cursor) {
        return cursor.atAny(
                        "create",
                        "alter",
                        "drop",
                        "truncate",
                        "rename table",
                        "rename tables",
                        "insert",
                        "replace",
                        "update",
                        "delete")
                || (cursor.at("with") && cursor.copy().seek("update", "delete"));
    }

    private List<Clause> byWords(Cursor cursor) {
        if (cursor.at("alter")) {
            return AlterTable.read(cursor);
        }
        if (cursor.skip("create")) {
            return created(cursor);
        }
        if (cursor.skip("drop index")) {
            return List.of(Drops.indexDropped(cursor));
        }
        if (cursor.skip("drop")) {
            return Drops.tables(cursor);
        }
        if (cursor.skip("truncate")) {
            return Drops.truncated(cursor);
        }
        if (cursor.skipAny("rename tables", "rename table") != null) {
            return Drops.renamed(cursor);
        }
        return rows(cursor);
    }

    private List<Clause> rows(Cursor cursor) {
        if (cursor.at("with")) {
            cursor.seek("update", "delete");
        }
        Change change = switch (cursor.word()) {
            case "insert", "replace" -> Rows.inserted(after(cursor));
            case "update" -> Rows.updated(after(cursor));
            case "delete" -> Rows.deleted(after(cursor));
            default -> null;
        };
        return change == null ? List.of() : alone(change);
    }

    private List<Clause> created(Cursor cursor) {
        Set<String> before = new HashSet<>();
        for (String word = "";
                word != null;
                word = cursor.skipAny("or replace", "temporary", "unique", "online", "offline")) {
            before.add(word.equals("or replace") ? "replace" : word);
        }
        Kind kind = Keys.kind(cursor);
        if (cursor.skip("index")) {
            return List.of(Drops.indexCreated(cursor, before.contains("unique"), kind));
        }
        return cursor.skip("table") ? alone(CreateTable.read(cursor, before)) : List.of();
    }

    private List<Clause> unread(SyntaxProblem problem) {
        Position at = problem.in(source.text(), position);
        return alone(new Unrecognized(
                "its syntax is not understood at " + at.line() + ":" + at.column() + ": " + problem.message()));
    }

    private List<Clause> alone(@Nullable Change change) {
        return change == null ? List.of() : List.of(new Clause(change, source.whole()));
    }
}
