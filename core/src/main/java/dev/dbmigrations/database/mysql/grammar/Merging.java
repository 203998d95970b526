package dev.dbmigrations.database.mysql.grammar;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.AddConstraint.AddPrimaryKey;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.Clause.Manner;
import dev.dbmigrations.change.ColumnChange.AddColumn;
import dev.dbmigrations.change.ColumnChange.RedefineColumn;
import dev.dbmigrations.change.IndexChange.CreateIndex;
import dev.dbmigrations.change.NewColumn;
import dev.dbmigrations.change.WholeTableChange.DropConstraint;
import dev.dbmigrations.change.WholeTableChange.ReplacePrimaryKey;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts actions together that the servers take in one statement only: another primary key in the place of the old one, and a column that the
 * server numbers with the key that it must have.
 */
final class Merging {

    private static final Pattern UP_TO_ACTION = Pattern.compile("(?is)^.*?(?=\\bADD\\b)");

    private Merging() {}

    static List<Clause> merged(List<Clause> clauses) {
        List<Clause> merged = new ArrayList<>(clauses);
        for (int first = 0; first < merged.size(); first++) {
            for (int second = 0; second < merged.size(); second++) {
                Clause both = first == second ? null : together(merged.get(first), merged.get(second));
                if (both != null) {
                    merged.set(first, both);
                    merged.remove(second);
                    return merged(merged);
                }
            }
        }
        return merged;
    }

    private static @Nullable Clause together(Clause first, Clause second) {
        if (first.change() instanceof DropConstraint drop
                && drop.name().equals(Keys.PRIMARY)
                && second.change() instanceof AddPrimaryKey key) {
            Change change = new ReplacePrimaryKey(key.table(), key.columns(), key.definition());
            return joined(change, first, second);
        }
        AddConstraint key = keyOf(second.change());
        if (key == null) {
            return null;
        }
        String column = columns(key).size() == 1 ? columns(key).getFirst() : "";
        if (first.change() instanceof AddColumn add && needs(add.definition(), column)) {
            String sql = add.sql() + words(key);
            return joined(
                    new AddColumn(add.table(), with(add.definition(), key), add.ifNotExists(), sql), first, second);
        }
        if (first.change() instanceof RedefineColumn redefine && needs(redefine.definition(), column)) {
            String sql = redefine.sql() + words(key);
            NewColumn definition = with(redefine.definition(), key);
            return joined(
                    new RedefineColumn(redefine.table(), redefine.column(), definition, redefine.ifExists(), sql),
                    first,
                    second);
        }
        return null;
    }

    private static @Nullable AddConstraint keyOf(Change change) {
        if (change instanceof CreateIndex index && index.how().unique()) {
            return Keys.asConstraint(index);
        }
        return change instanceof AddPrimaryKey key ? key : null;
    }

    private static List<String> columns(AddConstraint key) {
        return switch (key) {
            case AddPrimaryKey primary -> primary.columns();
            case AddConstraint.AddUnique unique -> unique.columns();
            default -> List.of();
        };
    }

    private static boolean needs(NewColumn definition, String column) {
        return definition.name().equals(column)
                && definition.generation() == dev.dbmigrations.schema.Column.Generation.IDENTITY_BY_DEFAULT
                && definition.constraints().isEmpty();
    }

    private static NewColumn with(NewColumn column, AddConstraint key) {
        boolean primary = key instanceof AddPrimaryKey;
        return new NewColumn(
                column.name(),
                column.type(),
                column.notNull() || primary,
                column.defaultSql(),
                column.generation(),
                List.of(new NewColumn.Inline(key, words(key).strip())),
                column.attributes());
    }

    private static String words(AddConstraint key) {
        return key instanceof AddPrimaryKey ? " PRIMARY KEY" : " UNIQUE KEY";
    }

    private static Clause joined(Change change, Clause first, Clause second) {
        String bare = first.bareSql() + ", " + action(second.bareSql());
        Manner asked = first.asked();
        if (asked.bareSql().isEmpty()) {
            return new Clause(change, bare);
        }
        String manner = first.sql().substring(commonLength(first));
        String head = first.sql().substring(0, commonLength(first));
        return new Clause(
                change,
                head + ", " + action(second.bareSql()) + manner,
                new Manner(asked.algorithm(), asked.lock(), asked.patience(), bare));
    }

    /** Where in the SQL what is asked at its end begins. */
    private static int commonLength(Clause clause) {
        int at = clause.sql().indexOf(", ALGORITHM=");
        int lock = clause.sql().indexOf(", LOCK=");
        int first = at >= 0 ? at : lock;
        return first >= 0 ? first : clause.sql().length();
    }

    private static String action(String sql) {
        return UP_TO_ACTION.matcher(sql).replaceFirst("");
    }
}
