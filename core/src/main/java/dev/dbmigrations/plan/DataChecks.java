package dev.dbmigrations.plan;

import dev.dbmigrations.dialect.DdlWriter;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The questions to the data that constraints raise before they can hold. */
public final class DataChecks {
    private static final int EXAMPLES = 10;
    private final Names names;
    private final DdlWriter ddl;

    public DataChecks(Situation situation) {
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

    /** Rows that share the values of the columns; NULLs are never equal to each other. */
    public DataCheck duplicates(Table table, List<String> columns) {
        String list = names.list(columns);
        String notNull =
                columns.stream().map(c -> names.quote(c) + " IS NOT NULL").collect(Collectors.joining(" AND "));
        String groups = "SELECT " + list + " FROM " + names.quote(table.name()) + " WHERE " + notNull + " GROUP BY "
                + list + " HAVING count(*) > 1";
        String shown = "SELECT concat_ws(', ', " + list + ") FROM (" + groups + ") d";
        return new DataCheck(
                "duplicates-" + table.name().name() + "-" + String.join("-", columns),
                table.name(),
                "values of " + table.name() + " (" + String.join(", ", columns) + ") that more than one row has",
                "SELECT count(*) FROM (" + groups + ") d",
                ddl.firstRows(shown, EXAMPLES),
                "keep one row of each and change or delete the others");
    }

    /** Rows whose foreign key points nowhere. */
    public DataCheck orphans(Table table, List<String> columns, Constraint.Target target, TableName parent) {
        List<String> joins = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            joins.add("p." + names.quote(target.columns().get(i)) + " = c." + names.quote(columns.get(i)));
        }
        String present = columns.stream()
                .map(c -> "c." + names.quote(c) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        String from = " FROM " + names.quote(table.name()) + " c WHERE " + present + " AND NOT EXISTS (SELECT 1 FROM "
                + names.quote(parent) + " p WHERE " + String.join(" AND ", joins) + ")";
        String key = (table.iterationKey().isEmpty() ? columns : table.iterationKey())
                .stream().map(c -> "c." + names.quote(c)).collect(Collectors.joining(", "));
        return new DataCheck(
                "orphans-" + table.name().name() + "-" + String.join("-", columns),
                table.name(),
                "rows of " + table.name() + " whose (" + String.join(", ", columns) + ") is not in " + parent,
                "SELECT count(*)" + from,
                ddl.firstRows("SELECT concat_ws(', ', " + key + ")" + from, EXAMPLES),
                "delete them, set the column to NULL, or add the missing rows to " + parent);
    }

    /** Any rows that meet a condition. */
    public DataCheck rows(Table table, String id, String words, String where, String repair) {
        String from = " FROM " + names.quote(table.name()) + " WHERE " + where;
        List<String> key = table.iterationKey().isEmpty()
                ? table.columns().stream().limit(3).map(c -> c.name()).toList()
                : table.iterationKey();
        return new DataCheck(
                id,
                table.name(),
                words,
                "SELECT count(*)" + from,
                ddl.firstRows("SELECT concat_ws(', ', " + names.list(key) + ")" + from, EXAMPLES),
                repair);
    }
}
