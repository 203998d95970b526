package dev.dbmigrations.project.starter;

import dev.dbmigrations.project.starter.Intent.AddColumns;
import dev.dbmigrations.project.starter.Intent.AddForeignKey;
import dev.dbmigrations.project.starter.Intent.AddIndex;
import dev.dbmigrations.project.starter.Intent.ChangeType;
import dev.dbmigrations.project.starter.Intent.CreateTable;
import dev.dbmigrations.project.starter.Intent.DropColumns;
import dev.dbmigrations.project.starter.Intent.DropNotNull;
import dev.dbmigrations.project.starter.Intent.DropTable;
import dev.dbmigrations.project.starter.Intent.RenameColumn;
import dev.dbmigrations.project.starter.Intent.RenameTable;
import dev.dbmigrations.project.starter.Intent.SetNotNull;
import dev.dbmigrations.project.starter.Intent.Uniqueness;
import dev.dbmigrations.project.starter.Intent.Unknown;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what is meant from a migration's name in snake case, and from the columns given with it. The first pattern that fits counts. */
final class Naming {

    /** Things one can create or drop that are no tables. */
    private static final String NO_TABLE =
            "(?!(?:unique_)?index_|(?:materialized_)?view_|function_|procedure_|trigger_|type_|enum_|schema_|extension_|sequence_"
                    + "|role_|user_for_|policy_|domain_)";

    /** Things one can add to a table or take from it that are no columns. */
    private static final String NO_COLUMN =
            "(?!(?:(?:unique_)?index(?:es)?|(?:foreign|primary)_keys?|constraints?|checks?|triggers?|defaults?|comments?)_(?:to|from)_)";

    private record Form(Pattern pattern, Function<Reading, Intent> meaning) {}

    /** A name that fits a pattern, and the columns given with it. */
    private record Reading(Matcher matcher, List<ColumnSpec> columns) {
        String part(int group) {
            return matcher.group(group);
        }

        String table(int group) {
            String table = part(group);
            return table.endsWith("_table") ? table.substring(0, table.length() - "_table".length()) : table;
        }

        /** The columns given, or else those that the name lists. */
        List<ColumnSpec> columns(int group) {
            return columns.isEmpty()
                    ? names(group).stream().map(ColumnSpec::named).toList()
                    : columns;
        }

        List<String> columnNames(int group) {
            return columns.isEmpty()
                    ? names(group)
                    : columns.stream().map(ColumnSpec::name).toList();
        }

        ColumnSpec column(int group) {
            return columns.stream()
                    .filter(column -> column.name().equals(part(group)))
                    .findFirst()
                    .orElse(ColumnSpec.named(part(group)));
        }

        private List<String> names(int group) {
            return Arrays.asList(part(group).split("_and_"));
        }
    }

    private static final List<Form> FORMS = List.of(
            form("add_foreign_key_from_(.+)_to_(.+)", Naming::foreignKey),
            form("(?:add_|create_)?(unique_)?index_(?:on_|to_)(.+?)_on_(.+)", Naming::indexToTableOnColumns),
            form("(?:add_|create_)?(unique_)?index_(?:on_|to_)(.+)_to_(.+)", Naming::indexOnColumnsToTable),
            form("(?:add_|create_)?(unique_)?index_(?:on_|to_)(.+)", Naming::indexOnTableAndColumns),
            form("(?:add_|create_)?(unique_)?index_(.+)_on_(.+)", Naming::indexOnTable),
            form("add_" + NO_COLUMN + "(.+)_to_(.+)", r -> new AddColumns(r.table(2), r.columns(1))),
            form("(?:remove|drop)_" + NO_COLUMN + "(.+)_from_(.+)", r -> new DropColumns(r.table(2), r.columnNames(1))),
            form(
                    "rename_(?:column_)?(.+?)_to_(.+)_(?:in|on)_(.+)",
                    r -> new RenameColumn(r.table(3), r.part(1), r.part(2))),
            form("rename_(?:table_)?(.+?)_to_(.+)", r -> new RenameTable(r.table(1), r.table(2))),
            form(
                    "(?:make|set)_(.+)_(?:required|not_null)_(?:in|on)_(.+)",
                    r -> new SetNotNull(r.table(2), r.column(1))),
            form(
                    "(?:make|set)_(.+)_(?:optional|null|nullable)_(?:in|on)_(.+)",
                    r -> new DropNotNull(r.table(2), r.column(1))),
            form("change_(?:type_of_)?(.+?)_to_(.+)_(?:in|on)_(.+)", Naming::changeType),
            form("(?:create|add)_(.+)_table", r -> new CreateTable(r.part(1), r.columns())),
            form("(?:drop|remove)_(.+)_table", r -> new DropTable(r.part(1))),
            form("create_(?:table_)?" + NO_TABLE + "(.+)", r -> new CreateTable(r.part(1), r.columns())));

    private Naming() {}

    static Intent intent(String name, List<ColumnSpec> columns) {
        for (Form form : FORMS) {
            Matcher matcher = form.pattern().matcher(name);
            if (matcher.matches()) {
                return form.meaning().apply(new Reading(matcher, columns));
            }
        }
        return new Unknown();
    }

    private static Form form(String pattern, Function<Reading, Intent> meaning) {
        return new Form(Pattern.compile(pattern), meaning);
    }

    private static Uniqueness uniqueness(Reading reading) {
        return reading.part(1) == null ? Uniqueness.ANY : Uniqueness.UNIQUE;
    }

    private static Intent indexToTableOnColumns(Reading reading) {
        return new AddIndex(reading.table(2), reading.columnNames(3), uniqueness(reading));
    }

    private static Intent indexOnColumnsToTable(Reading reading) {
        return new AddIndex(reading.table(3), reading.columnNames(2), uniqueness(reading));
    }

    private static Intent indexOnTable(Reading reading) {
        return new AddIndex(reading.table(3), reading.columnNames(2), uniqueness(reading));
    }

    /** Where the table's name ends is a guess unless the columns are given: at the first underscore. */
    private static Intent indexOnTableAndColumns(Reading reading) {
        String both = reading.part(2);
        if (!reading.columns().isEmpty()) {
            return new AddIndex(reading.table(2), reading.columnNames(2), uniqueness(reading));
        }
        int end = both.indexOf('_');
        if (end < 0) {
            return new Unknown();
        }
        List<String> columns = Arrays.asList(both.substring(end + 1).split("_and_"));
        return new AddIndex(both.substring(0, end), columns, uniqueness(reading));
    }

    private static Intent changeType(Reading reading) {
        String type = reading.column(1).type().orElse(reading.part(2).replace('_', ' '));
        return new ChangeType(reading.table(3), reading.part(1), type);
    }

    private static Intent foreignKey(Reading reading) {
        String target = reading.table(2);
        String column =
                reading.columns().stream().findFirst().map(ColumnSpec::name).orElse(singular(target) + "_id");
        return new AddForeignKey(reading.table(1), column, target);
    }

    /** Good enough for the names tables have; the file is there to be read and mended. */
    static String singular(String plural) {
        Optional<String> shorter = cut(plural, "ies", "y")
                .or(() -> cut(plural, "sses", "ss"))
                .or(() -> cut(plural, "xes", "x"))
                .or(() -> cut(plural, "ches", "ch"))
                .or(() -> cut(plural, "shes", "sh"))
                .or(() -> plural.endsWith("ss") ? Optional.of(plural) : cut(plural, "s", ""));
        return shorter.orElse(plural);
    }

    private static Optional<String> cut(String word, String ending, String with) {
        return word.endsWith(ending) && word.length() > ending.length()
                ? Optional.of(word.substring(0, word.length() - ending.length()) + with)
                : Optional.empty();
    }
}
