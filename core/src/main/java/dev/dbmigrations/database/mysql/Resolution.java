package dev.dbmigrations.database.mysql;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.ColumnChange.RedefineColumn;
import dev.dbmigrations.change.WholeTableChange.AlterOtherwise;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a repeated definition changes: compared with the definition the server prints, MODIFY and CHANGE become a rename, a
 * change of type, of nullability, of the default, or of something that is only in the catalog.
 */
final class Resolution {
    private final MySqlNames names;
    private final Schema before;

    Resolution(MySqlNames names, Schema before) {
        this.names = names;
        this.before = before;
    }

    List<Clause> of(Clause clause) {
        if (!(clause.change() instanceof RedefineColumn redefine)) {
            return List.of(clause);
        }
        Table table = before.table(redefine.table()).orElse(null);
        Column column = table == null ? null : table.column(redefine.column()).orElse(null);
        return table == null || column == null || table.isNew()
                ? List.of(clause)
                : resolved(clause, redefine, table, column);
    }

    private List<Clause> resolved(Clause clause, RedefineColumn redefine, Table table, Column column) {
        String text = DefinitionWords.behindName(redefine.sql());
        ColumnText then = ColumnText.of(text);
        ColumnText now = MySqlDdlWriter.definition(column);
        List<Clause> clauses = new ArrayList<>();
        boolean same = now.isSameAs(then);
        boolean placed = redefine.definition().attributes().place().isSaid();
        if (!same || placed || !redefine.renames()) {
            String sql = redefine.renames() ? modify(table, column, text) : clause.sql();
            Change change = same
                    ? new AlterOtherwise(redefine.table(), placed ? "reorder columns" : "modify column")
                    : difference(redefine, column, now, then);
            clauses.add(
                    new Clause(change, sql, redefine.renames() ? Clause.Manner.LEFT_TO_THE_SERVER : clause.asked()));
        }
        if (redefine.renames()) {
            String newName = redefine.definition().name();
            String rename = "ALTER TABLE " + names.quote(table.name()) + " RENAME COLUMN " + names.quote(column.name())
                    + " TO " + names.quote(newName);
            clauses.add(new Clause(new ColumnChange.RenameColumn(redefine.table(), column.name(), newName), rename));
        }
        return clauses;
    }

    private String modify(Table table, Column column, String text) {
        return "ALTER TABLE " + names.quote(table.name()) + " MODIFY COLUMN " + names.quote(column.name()) + " " + text;
    }

    /** The one change that weighs most; the others ride along in the same definition. */
    private static Change difference(RedefineColumn redefine, Column column, ColumnText now, ColumnText then) {
        var table = redefine.table();
        if (!now.isOfTypeOf(then)
                || !Objects.equals(now.generated(), then.generated())
                || now.autoIncrement() != then.autoIncrement()) {
            ColumnChange.Definition whole = new ColumnChange.Definition(!then.nullable(), then.sql());
            return new ColumnChange.ChangeType(table, column.name(), then.type(), null, null, whole);
        }
        if (now.nullable() != then.nullable()) {
            return then.nullable()
                    ? new ColumnChange.DropNotNull(table, column.name())
                    : new ColumnChange.SetNotNull(table, column.name());
        }
        if (!now.hasDefaultOf(then)) {
            @Nullable String given = then.defaultSql();
            return given == null || given.toUpperCase(Locale.ROOT).equals("NULL")
                    ? new ColumnChange.DropDefault(table, column.name())
                    : new ColumnChange.SetDefault(table, column.name(), given);
        }
        return new AlterOtherwise(table, "modify column");
    }
}
