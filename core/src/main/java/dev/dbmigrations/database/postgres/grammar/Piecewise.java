package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.WholeTableChange.AlterOtherwise;
import dev.dbmigrations.database.postgres.grammar.Sql.Span;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;

/** Reads an ALTER TABLE that the grammar does not know as a whole: action by action, those it does not know by their words. */
final class Piecewise {

    private Piecewise() {}

    /** Empty when it is another statement, or one of its actions is unknown. */
    static List<Clause> read(Sql sql) {
        Cursor cursor = sql.cursor();
        if (!cursor.skip("alter table")) {
            return List.of();
        }
        cursor.skip("if exists");
        cursor.skip("only");
        Name table = cursor.name();
        cursor.skip("*");
        if (table == null) {
            return List.of();
        }
        int endOfHead = cursor.index() - 1;
        List<Span> actions = actions(cursor.copy());
        if (actions.size() > 1 && actions.stream().anyMatch(action -> standsAlone(sql, action))) {
            return List.of();
        }
        List<Clause> clauses = new ArrayList<>();
        for (Span action : actions) {
            String text = sql.slice(0, endOfHead) + " " + sql.slice(action);
            List<Clause> known = alone(text);
            if (known.isEmpty()) {
                String words = AlterWords.known(new Cursor(sql, action.first()));
                if (words == null) {
                    return List.of();
                }
                List<TableName> others = AlterWords.others(new Cursor(sql, action.first()));
                known = List.of(new Clause(new AlterOtherwise(table.table(), words, others), text));
            }
            clauses.addAll(known);
        }
        return clauses;
    }

    private static boolean standsAlone(Sql sql, Span action) {
        return new Cursor(sql, action.first())
                .atAny("rename", "set schema", "attach", "detach", "merge partitions", "split partition");
    }

    private static List<Clause> alone(String text) {
        Sql sql = Sql.of(text);
        return Syntax.of(sql) instanceof Syntax.Tree tree ? new TreeReader(sql).read(tree.statement()) : List.of();
    }

    private static List<Span> actions(Cursor cursor) {
        List<Span> actions = new ArrayList<>();
        while (!cursor.atEnd()) {
            int first = cursor.index();
            cursor.seek(",");
            actions.add(new Span(first, cursor.index() - 1));
            cursor.skip(",");
        }
        return actions;
    }
}
