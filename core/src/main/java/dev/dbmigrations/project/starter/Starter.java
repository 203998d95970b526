package dev.dbmigrations.project.starter;

import dev.dbmigrations.dialect.StarterSql;
import dev.dbmigrations.project.MigrationName;
import dev.dbmigrations.project.starter.Intent.AddColumns;
import dev.dbmigrations.project.starter.Intent.CreateTable;
import dev.dbmigrations.project.starter.Intent.Unknown;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a new migration begins with.
 *
 * @param name fit for a file name
 * @param kind how much of it is there
 * @param up the text of the way forth
 * @param undo the text of the way back, where it follows from the name
 */
public record Starter(String name, Kind kind, String up, Optional<String> undo) {

    /** How much of a new migration is there. */
    public enum Kind {
        /** Statements, ready to run. */
        SQL,
        /** Comments, to be replaced by statements; until then it is refused as empty. */
        SKELETON
    }

    /**
     * Reads the name and the columns.
     *
     * @param name as the user gave it
     * @param columns each {@code name:type…}
     * @throws dev.dbmigrations.MigrationException if the name or a column cannot be used
     */
    public static Starter of(String name, List<String> columns, StarterSql sql) {
        String clean = MigrationName.checked(name);
        List<ColumnSpec> specs = columns.stream().map(ColumnSpec::parse).toList();
        Intent intent = Naming.intent(clean, specs);
        if (intent instanceof Unknown) {
            if (!specs.isEmpty()) {
                throw StarterProblems.columnsForNothing(clean, String.join(" ", columns));
            }
            return new Starter(clean, Kind.SKELETON, skeleton(clean), Optional.empty());
        }
        Statements statements = new StarterWriter(sql).write(intent);
        Optional<String> undo = Optional.of(text(statements.undo())).filter(text -> !text.isEmpty());
        return new Starter(clean, Kind.SQL, guess(intent, sql) + text(statements.up()), undo);
    }

    /**
     * With SQL of the user's own.
     *
     * @param sql one or more statements
     */
    public static Starter written(String name, String sql) {
        String text = sql.strip();
        String ended = text.endsWith(";") ? text : text + ";";
        return new Starter(MigrationName.checked(name), Kind.SQL, ended + "\n", Optional.empty());
    }

    /** A type nobody gave is said to be a guess where it is read. */
    private static String guess(Intent intent, StarterSql sql) {
        List<ColumnSpec> columns = switch (intent) {
            case AddColumns add -> add.columns();
            case CreateTable create -> create.columns();
            default -> List.of();
        };
        String untyped = columns.stream()
                .filter(column -> column.type().isEmpty())
                .map(ColumnSpec::name)
                .collect(Collectors.joining(", "));
        return untyped.isEmpty()
                ? ""
                : "-- no type was given for " + untyped + ": " + sql.defaultType() + " is a guess\n";
    }

    private static String text(List<String> statements) {
        return statements.stream().map(statement -> statement + ";\n").collect(Collectors.joining("\n"));
    }

    private static String skeleton(String name) {
        return """
                -- %s
                --
                -- Write below what you mean, in plain SQL; how to do it without downtime is planned when it runs. For example:
                --
                --   ALTER TABLE users RENAME COLUMN mail TO email;
                """.formatted(name.replace('_', ' '));
    }
}
