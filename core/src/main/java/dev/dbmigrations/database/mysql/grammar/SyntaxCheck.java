package dev.dbmigrations.database.mysql.grammar;

import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.parse.ParseException;
import dev.dbmigrations.parse.SyntaxProblem;
import java.util.Optional;
import java.util.Set;

/** Tells what is surely no SQL: where the grammars of both servers know what the statement begins with, and stop at the same place. */
public final class SyntaxCheck {

    /** Rows written out make the rest of a text that begins well; to read them all would take too long. */
    private static final int LONGEST = 200_000;

    /** Statements that both grammars know; in others a server may know more than they do. */
    private static final String[] COVERED = {
        "create table",
        "create temporary table",
        "create index",
        "create unique index",
        "alter table",
        "drop table",
        "drop index",
        "truncate",
        "rename table",
        "insert into",
        "replace into",
        "update",
        "delete from",
        "select"
    };

    /** Words of newer versions, which one of the servers may understand where neither grammar does. */
    private static final Set<String> UNKNOWN = Set.of(
            "compressed",
            "encrypted",
            "ignored",
            "inet4",
            "inet6",
            "json_table",
            "overlaps",
            "period",
            "portion",
            "qualify",
            "returning",
            "rownum",
            "sequence",
            "tablesample",
            "uuid",
            "value",
            "vector",
            "versioning",
            "wait",
            "xmltype");

    private SyntaxCheck() {}

    public static Optional<SyntaxProblem> problem(String text, LexicalRules rules) {
        if (text.length() > LONGEST && InsertHead.of(text, rules) != null) {
            return Optional.empty();
        }
        Source source;
        try {
            source = Source.of(text, rules);
        } catch (ParseException broken) {
            return Optional.of(new SyntaxProblem(
                    offset(text, broken.line(), broken.column()),
                    broken.problem().summary()));
        }
        if (source.isEmpty() || !isCovered(source)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Grammars.agreed(source));
        } catch (RuntimeException | StackOverflowError surprise) {
            return Optional.empty();
        }
    }

    private static boolean isCovered(Source source) {
        if (!source.cursor().atAny(COVERED)) {
            return false;
        }
        for (Cursor cursor = source.cursor(); !cursor.atEnd(); cursor.advance()) {
            if (UNKNOWN.contains(cursor.word())) {
                return false;
            }
        }
        return true;
    }

    private static int offset(String text, int line, int column) {
        int offset = 0;
        for (int passed = 1; passed < line; passed++) {
            int end = offset;
            while (text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            offset = end + (text.startsWith("\r\n", end) ? 2 : 1);
        }
        return text.offsetByCodePoints(offset, column - 1);
    }
}
