package dev.dbmigrations.database.postgres.locks;

import dev.dbmigrations.change.ColumnChange.ChangeType;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint.Kind;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import java.util.regex.Pattern;

/**
 * What ALTER COLUMN … TYPE does to a table: it may write it anew; failing that it may build indexes again; failing that
 * it may read it to prove the checks on the column once more.
 */
record TypeChange(Table table, ChangeType change) {

    Work work() {
        Column column = table.column(change.column()).orElse(null);
        if (column == null) {
            return Work.REWRITE;
        }
        TypeConversion conversion = isConverted(column)
                ? TypeConversion.REWRITTEN
                : TypeConversion.of(TypeText.of(column.type()), TypeText.of(change.type()));
        if (conversion == TypeConversion.REWRITTEN) {
            return Work.REWRITE;
        }
        boolean othersOrder = conversion.rebuildsIndexes() || changesCollation(column);
        if (table.indexes().stream().anyMatch(i -> isRebuilt(i, othersOrder))) {
            return Work.INDEX_BUILD;
        }
        boolean checked = table.constraintsOn(column.name()).anyMatch(c -> c.kind() == Kind.CHECK && c.validated());
        return checked ? Work.SCAN : Work.METADATA;
    }

    private boolean changesCollation(Column column) {
        return change.collation() != null
                && !change.collation().equals(column.extras().collation());
    }

    /** A USING that says no more than the type itself changes nothing; any other makes the server compute every row. */
    private boolean isConverted(Column column) {
        String using = change.using();
        if (using == null) {
            return false;
        }
        String name = "\"?" + Pattern.quote(column.name()) + "\"?";
        String bare = using.strip();
        if (bare.matches("(?i)" + name)) {
            return false;
        }
        var cast = Pattern.compile("(?is)" + name + "\\s*::\\s*(.+)|cast\\s*\\(\\s*" + name + "\\s+as\\s+(.+)\\)")
                .matcher(bare);
        if (!cast.matches()) {
            return true;
        }
        String type = cast.group(1) != null ? cast.group(1) : cast.group(2);
        return !TypeText.of(type).equals(TypeText.of(change.type()));
    }

    /** An index whose expression or predicate mentions the column is always built again (measured on 15). */
    private boolean isRebuilt(Index index, boolean othersOrder) {
        if (othersOrder
                && (index.keyColumns().contains(change.column())
                        || index.included().contains(change.column()))) {
            return true;
        }
        boolean inExpression =
                index.parts().stream().filter(p -> p.column() == null).anyMatch(p -> mentions(p.sql()));
        String predicate = index.shape().predicate();
        return inExpression || (predicate != null && mentions(predicate));
    }

    private boolean mentions(String expression) {
        return Pattern.compile("(?<![\\w\"])\"?" + Pattern.quote(change.column()) + "\"?(?![\\w\"])")
                .matcher(expression)
                .find();
    }
}
