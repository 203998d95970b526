package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.WholeTableChange.DropTable;
import dev.dbmigrations.change.WholeTableChange.Truncate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads statements that name several relations at once, each of which becomes a clause. */
final class Drops {

    private Drops() {}

    /**
     * What a DROP names.
     *
     * @param all in order; empty when it could not be read
     */
    record Names(List<Name> all, boolean ifExists, boolean cascade) {
        Names {
            all = List.copyOf(all);
        }

        /**
         * @param words what stands before the name in each clause
         */
        List<Clause> clauses(String words, Function<Name, Change> change) {
            String before = words + (ifExists ? " IF EXISTS " : " ");
            String after = cascade ? " CASCADE" : "";
            return all.stream()
                    .map(name -> new Clause(change.apply(name), before + name.written() + after))
                    .toList();
        }
    }

    /** {@code [IF EXISTS] name, … [CASCADE | RESTRICT]} up to the end of the statement. */
    static Names names(Cursor cursor) {
        boolean ifExists = cursor.skip("if exists");
        List<Name> all = new ArrayList<>();
        do {
            Name name = cursor.name();
            if (name == null) {
                return new Names(List.of(), ifExists, false);
            }
            all.add(name);
        } while (cursor.skip(","));
        boolean cascade = "cascade".equals(cursor.skipAny("cascade", "restrict"));
        return new Names(cursor.atEnd() ? all : List.of(), ifExists, cascade);
    }

    /** After {@code DROP TABLE}. */
    static List<Clause> tables(Cursor cursor) {
        Names names = names(cursor);
        return names.clauses("DROP TABLE", name -> new DropTable(name.table(), names.ifExists(), names.cascade()));
    }

    /** After {@code TRUNCATE}. */
    static List<Clause> truncated(Cursor cursor) {
        cursor.skip("table");
        List<String> written = new ArrayList<>();
        List<Name> names = new ArrayList<>();
        do {
            int first = cursor.index();
            boolean enclosed = cursor.skip("only") && cursor.skip("(");
            Name name = cursor.name();
            if (name == null) {
                return List.of();
            }
            cursor.skip(enclosed ? ")" : "*");
            names.add(name);
            written.add(cursor.since(first));
        } while (cursor.skip(","));
        String options = cursor.atEnd() ? "" : " " + cursor.rest();
        cursor.skipAny("restart identity", "continue identity");
        boolean cascade = "cascade".equals(cursor.skipAny("cascade", "restrict"));
        List<Clause> clauses = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Change change = new Truncate(names.get(i).table(), cascade);
            clauses.add(new Clause(change, "TRUNCATE " + written.get(i) + options));
        }
        return cursor.atEnd() ? clauses : List.of();
    }
}
