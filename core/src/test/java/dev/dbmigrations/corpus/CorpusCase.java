package dev.dbmigrations.corpus;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.database.postgres.PostgresLexicalRules;
import dev.dbmigrations.database.postgres.PostgresParser;
import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.parse.StatementParser;
import dev.dbmigrations.project.MigrationFile;
import dev.dbmigrations.project.MigrationFolder;
import dev.dbmigrations.project.MigrationReader;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Size;
import dev.dbmigrations.schema.Table;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One folder of {@code cases/}: tables and rows, a migration, and what is said about it. */
record CorpusCase(Path folder) {
    private static final Path ROOT = Path.of("../cases");
    private static final long MEGABYTE = 1 << 20;

    /** All cases for PostgreSQL, or those in whose name the pattern {@code -Dcase=…} is found. */
    static List<CorpusCase> all() {
        return with("migration.sql");
    }

    /** Those for MySQL and MariaDB. */
    static List<CorpusCase> ofMySqlFamily() {
        return with("migration.mysql.sql");
    }

    private static List<CorpusCase> with(String migration) {
        String wanted = System.getProperty("case", "");
        try (Stream<Path> paths = Files.walk(ROOT)) {
            return paths.filter(p -> String.valueOf(p.getFileName()).equals(migration))
                    .map(p -> new CorpusCase(p.resolveSibling(".").normalize()))
                    .filter(c -> wanted.isEmpty()
                            || Pattern.compile(wanted).matcher(c.name()).find())
                    .sorted((a, b) -> a.name().compareTo(b.name()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Topic and case, as {@code create-index/blocking}. */
    String name() {
        return ROOT.relativize(folder).toString();
    }

    Path file(String role) {
        return folder.resolve(role);
    }

    /** Where a file may be that plays one part, the likeliest first. */
    record Role(List<String> files) {}

    /** The text of the first that is there; empty when none is. */
    String text(Role role) {
        return role.files().stream()
                .filter(f -> Files.exists(file(f)))
                .findFirst()
                .map(this::text)
                .orElse("");
    }

    /** The text of a file; empty when it is not there. */
    String text(String role) {
        try {
            return Files.exists(file(role)) ? Files.readString(file(role)) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The migration as the program would read it, from a file of a folder of migrations. */
    Migration migration() {
        return migration("migration.sql", PostgresLexicalRules.RULES, new PostgresParser());
    }

    Migration migration(String role, LexicalRules rules, StatementParser parser) {
        try {
            Path place = Files.createTempDirectory("corpus");
            Path file =
                    place.resolve("V1__" + String.valueOf(folder.getFileName()).replace('-', '_') + ".sql");
            Files.writeString(file, text(role));
            MigrationFile found = MigrationFolder.look(
                            new MigrationFolder.Search(List.of(place), place, Set.of("postgresql")))
                    .files()
                    .getFirst();
            Migration migration = MigrationReader.read(found, rules, parser);
            Files.delete(file);
            Files.delete(place);
            return migration;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Properties options() {
        return options(new Role(List.of("options.properties")));
    }

    Properties options(Role role) {
        Properties options = new Properties();
        try {
            options.load(new StringReader(text(role)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return options;
    }

    boolean isOn(int major) {
        return majors("majors", "14, 18").contains(major);
    }

    private List<Integer> majors(String option, String otherwise) {
        return Pattern.compile("[,\\s]+")
                .splitAsStream(options().getProperty(option, otherwise))
                .filter(m -> !m.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    /** Up to which size a table counts as small. */
    Size small() {
        return small(options());
    }

    static Size small(Properties options) {
        return new Size(Long.parseLong(options.getProperty("small-table-rows", "10000")), 16 * MEGABYTE, 16 * MEGABYTE);
    }

    /** The tables with the sizes that the case wants them to be judged by. */
    Schema sized(Schema schema) {
        Properties options = options();
        return Schema.of(
                schema.defaultSchema(),
                schema.tables().values().stream().map(t -> sized(t, options)).toList());
    }

    private static Table sized(Table table, Properties options) {
        String rows = options.getProperty("rows." + table.name().name());
        if (rows == null) {
            return table;
        }
        long bytes = MEGABYTE
                * Long.parseLong(options.getProperty("megabytes." + table.name().name(), "0"));
        Table.Surroundings old = table.surroundings();
        Table.Surroundings surroundings = new Table.Surroundings(
                new Size(Long.parseLong(rows), bytes, bytes / 4),
                old.isNew(),
                old.referencing(),
                old.dependents(),
                old.triggers(),
                old.views());
        return new Table(
                table.name(),
                table.kind(),
                table.columns(),
                table.indexes(),
                table.constraints(),
                surroundings,
                table.storage());
    }

    @Override
    public String toString() {
        return name();
    }
}
