package dev.dbmigrations.plan;

import dev.dbmigrations.dialect.Conversions;
import dev.dbmigrations.dialect.DdlWriter;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.plan.DataCheck.Manner;
import dev.dbmigrations.plan.DataCheck.Ranges;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The questions to the data that constraints raise before they can hold. */
public final class DataChecks {
    private static final int EXAMPLES = 10;
    private final Situation situation;
    private final Names names;
    private final DdlWriter ddl;

    public DataChecks(Situation situation) {
        this.situation = situation;
        this.names = situation.names();
        this.ddl = situation.ddl();
    }

    public DataCheck nulls(Table table, String column) {
        String where = names.quote(column) + " IS NULL";
        return rows(
                table,
                "nulls-" + table.name().name() + "-" + column,
                "NULL in " + table.name() + "." + column,
                where,
                "UPDATE " + names.quote(table.name()) + " SET " + names.quote(column) + " = ... WHERE " + where);
    }

    public DataCheck violations(Table table, String expression) {
        return rows(
                table,
                "violations-" + table.name().name(),
                "rows of " + table.name() + " that violate CHECK (" + expression + ")",
                "NOT (" + expression + ")",
                "mend or delete them before the check is added");
    }

    /** Values that do not survive a change of their type. */
    DataCheck misfits(Table table, Column column, Conversions.Misfit misfit) {
        String repair = misfit.repair().isEmpty()
                ? "mend or delete them, or say what becomes of them in the migration: -- db-migrations: up("
                        + column.name() + ") = <expression>"
                : "UPDATE " + names.quote(table.name()) + " SET " + names.quote(column.name()) + " = " + misfit.repair()
                        + " WHERE " + misfit.condition();
        return rows(
                table,
                "misfits-" + table.name().name() + "-" + column.name(),
                "values of " + table.name() + "." + column.name() + " that " + misfit.words(),
                misfit.condition(),
                repair,
                misfit.preparation());
    }

    /** Rows that share the values of the columns; NULLs are never equal to each other. */
    public DataCheck duplicates(Table table, List<String> columns) {
        return duplicates(table, UniqueKey.of(columns, names));
    }

    /** Rows that share the values of a key, as far as it tells them apart. */
    DataCheck duplicates(Table table, UniqueKey key) {
        String list = String.join(", ", key.parts());
        String counted = key.condition();
        String from = " FROM " + names.quote(table.name());
        String where = counted.isEmpty() ? "" : " WHERE " + counted;
        String groups = ddl.selectGroups() + " " + list + from + where + " GROUP BY " + list + " HAVING count(*) > 1";
        String shown = key.isPlain() ? groups : named(key, from + where);
        String columns = key.isPlain() ? list : aliases(key);
        String all = "SELECT * FROM (SELECT t.*, count(*) OVER (PARTITION BY " + list + ") AS db_migrations_rows" + from
                + " AS t" + where + ") d WHERE db_migrations_rows > 1";
        return new DataCheck(
                "duplicates-" + table.name().name() + "-" + String.join("-", key.labels()),
                table.name(),
                "values of " + table.name() + " (" + String.join(", ", key.labels()) + ") that more than one row has",
                "SELECT count(*) FROM (" + shown + ") d",
                ddl.firstRows("SELECT concat_ws(', ', " + columns + ") FROM (" + shown + ") d", EXAMPLES),
                "keep one row of each and change or delete the others",
                all,
                Manner.AT_ONCE);
    }

    /** Two expressions may go by the same name, which a query within a query does not allow. */
    private String named(UniqueKey key, String from) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < key.parts().size(); i++) {
            parts.add(key.parts().get(i) + " AS k" + i);
        }
        return ddl.selectGroups() + " " + String.join(", ", parts) + from + " GROUP BY "
                + String.join(", ", key.parts()) + " HAVING count(*) > 1";
    }

    private static String aliases(UniqueKey key) {
        List<String> aliases = new ArrayList<>();
        for (int i = 0; i < key.parts().size(); i++) {
            aliases.add("k" + i);
        }
        return String.join(", ", aliases);
    }

    /** Rows whose foreign key points nowhere. */
    public DataCheck orphans(Table table, List<String> columns, Constraint.Target target, TableName parent) {
        return orphans(table, columns, target, parent, false);
    }

    /**
     * @param full whether a key that is NULL in part points nowhere, too
     */
    DataCheck orphans(Table table, List<String> columns, Constraint.Target target, TableName parent, boolean full) {
        List<String> joins = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            joins.add("p." + names.quote(target.columns().get(i)) + " = c." + names.quote(columns.get(i)));
        }
        String present = columns.stream()
                .map(c -> "c." + names.quote(c) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        String nowhere = present + " AND NOT EXISTS (SELECT 1 FROM " + names.quote(parent) + " p WHERE "
                + String.join(" AND ", joins) + ")";
        String where = full && columns.size() > 1 ? "(" + nowhere + " OR " + inPart(columns) + ")" : nowhere;
        String from = " FROM " + names.quote(table.name()) + " c WHERE " + where;
        String keys = "SELECT concat_ws(', ', " + of("c", shownKey(table, columns)) + ")" + from;
        return new DataCheck(
                "orphans-" + table.name().name() + "-" + String.join("-", columns),
                table.name(),
                "rows of " + table.name() + " whose (" + String.join(", ", columns) + ") is not in " + parent,
                "SELECT count(*)" + from,
                ddl.firstRows(keys, EXAMPLES),
                "delete them, set the column to NULL, or add the missing rows to " + parent,
                "SELECT c.*" + from,
                new Manner(List.of(), ranges(table, "c", keys)));
    }

    private String inPart(List<String> columns) {
        String some =
                columns.stream().map(c -> "c." + names.quote(c) + " IS NULL").collect(Collectors.joining(" OR "));
        String notAll = columns.stream()
                .map(c -> "c." + names.quote(c) + " IS NOT NULL")
                .collect(Collectors.joining(" OR "));
        return "(" + some + ") AND (" + notAll + ")";
    }

    /** Rows that an exclusion constraint would not let stand side by side; rows are told apart by their key. */
    DataCheck overlaps(Table table, String name, Exclusion exclusion) {
        String row = "SELECT t.*" + exclusion.operands() + " FROM " + names.quote(table.name()) + " AS t"
                + exclusion.condition();
        List<String> key = table.iterationKey();
        String from = " FROM (" + row + ") c WHERE EXISTS (SELECT 1 FROM (" + row + ") o WHERE (" + of("o", key)
                + ") <> (" + of("c", key) + ") AND " + exclusion.joined("c", "o") + ")";
        List<String> all = table.columns().stream().map(Column::name).toList();
        return new DataCheck(
                "overlaps-" + table.name().name() + "-" + name,
                table.name(),
                "rows of " + table.name() + " that " + name + " would not let stand beside another",
                "SELECT count(*)" + from,
                ddl.firstRows("SELECT concat_ws(', ', " + of("c", key) + ")" + from, EXAMPLES),
                "change or delete one row of each pair",
                "SELECT " + of("c", all) + from,
                Manner.AT_ONCE);
    }

    private String of(String alias, List<String> columns) {
        return columns.stream().map(c -> alias + "." + names.quote(c)).collect(Collectors.joining(", "));
    }

    /** Any rows that meet a condition. */
    public DataCheck rows(Table table, String id, String words, String where, String repair) {
        return rows(table, id, words, where, repair, List.of());
    }

    private DataCheck rows(
            Table table, String id, String words, String where, String repair, List<String> preparation) {
        String from = " FROM " + names.quote(table.name()) + " WHERE " + where;
        List<String> key = shownKey(table, List.of());
        String keys = "SELECT concat_ws(', ', " + names.list(key) + ")" + from;
        return new DataCheck(
                id,
                table.name(),
                words,
                "SELECT count(*)" + from,
                ddl.firstRows(keys, EXAMPLES),
                repair,
                "SELECT *" + from,
                new Manner(preparation, ranges(table, names.quote(table.name().name()), keys)));
    }

    private List<String> shownKey(Table table, List<String> otherwise) {
        if (!table.iterationKey().isEmpty()) {
            return table.iterationKey();
        }
        return otherwise.isEmpty()
                ? table.columns().stream().limit(3).map(Column::name).toList()
                : otherwise;
    }

    private Optional<Ranges> ranges(Table table, String alias, String keys) {
        List<String> key = situation.walkKey(table);
        return key.isEmpty() ? Optional.empty() : Optional.of(new Ranges(alias, key, keys));
    }
}
