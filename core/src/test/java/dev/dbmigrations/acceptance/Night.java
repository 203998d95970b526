package dev.dbmigrations.acceptance;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Back;
import dev.dbmigrations.Migrator.Scripted;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Options;
import dev.dbmigrations.embedded.testkit.ClientPrograms;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.export.ExportedFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A database with its migrations and the scripts that take them back, and a shell with nothing but the vendor's clients. */
final class Night implements AutoCloseable {
    private final TestServer server;
    private final TestDatabase database;
    private final Path folder;
    private final Project project;
    private final Path clients;
    final Map<String, String> environment = new TreeMap<>();

    /** How a script ended. */
    record Ended(int code, String printed) {}

    Night(TestServer server, Path folder) {
        this(server, folder, Options.Gates.OPEN);
    }

    Night(TestServer server, Path folder, Options.Gates gates) {
        this.server = server;
        this.database = server.fresh();
        this.folder = folder.resolve(database.name());
        this.project = new Project(database.url(), this.folder.resolve("migrations"), gates);
        this.clients = programs(server).folder().orElseThrow();
        environment.put("DATABASE_URL", database.url());
    }

    static ClientPrograms programs(TestServer server) {
        return switch (server.vendor()) {
            case "postgresql" -> ClientPrograms.postgres();
            case "mariadb" -> ClientPrograms.mariaDb();
            default -> ClientPrograms.mySql();
        };
    }

    boolean isPostgres() {
        return server.vendor().equals("postgresql");
    }

    Path clients() {
        return clients;
    }

    TestDatabase database() {
        return database;
    }

    Night migration(String name, String sql) throws IOException {
        project.write(name, sql);
        return this;
    }

    Night up() {
        try (Migrator migrator = project.migrator()) {
            migrator.up(Until.THE_END, RunListener.SILENT);
        }
        return this;
    }

    Night down() {
        try (Migrator migrator = project.migrator()) {
            migrator.down(Back.ONE, RunListener.SILENT);
        }
        return this;
    }

    Migrator migrator() {
        return project.migrator();
    }

    /** Writes the scripts of everything; gives the page that goes with them. */
    String export() throws IOException {
        try (Migrator migrator = project.migrator()) {
            for (ExportedFile file : migrator.rollbackScripts(Scripted.ALL)) {
                Files.createDirectories(scripts());
                Files.writeString(scripts().resolve(file.name()), file.text());
            }
        }
        return Files.readString(scripts().resolve("MANUAL.md"));
    }

    Path scripts() {
        return folder.resolve("scripts");
    }

    Process start(String script, String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("bash", script));
        words.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(scripts().toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(n -> n.startsWith("PG") || n.startsWith("MYSQL"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("PATH", clients + ":/usr/bin:/bin");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    Ended run(String script, String... options) throws IOException, InterruptedException {
        Process process = start(script, options);
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), printed);
    }

    /** What a process prints until a line has these words in it, or its end. */
    static String printedUntil(BufferedReader output, String words) throws IOException {
        StringBuilder printed = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            printed.append(line).append('\n');
            if (line.contains(words)) {
                break;
            }
        }
        return printed.toString();
    }

    List<String> asked(String query) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.append(i == 1 ? "" : " | ").append(rows.getString(i));
                }
                answers.add(row.toString());
            }
        }
        return answers;
    }

    /** Columns, indexes and constraints of all tables but ours, as the server writes them. */
    List<String> shape() throws SQLException {
        if (!isPostgres()) {
            List<String> shape = new ArrayList<>();
            for (String table : tables()) {
                shape.addAll(asked("SHOW CREATE TABLE `" + table.replace("`", "``") + "`"));
            }
            return shape;
        }
        return asked("""
                SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid)
                FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v') AND c.relname !~ '^(db_|schema_)migrations'
                UNION ALL SELECT tablename, indexname, indexdef, NULL, NULL FROM pg_indexes
                WHERE schemaname = 'public' AND tablename !~ '^(db_|schema_)migrations'
                UNION ALL SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated, NULL FROM pg_constraint
                WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text !~ '^(db_|schema_)migrations'
                ORDER BY 1, 2, 3""");
    }

    private List<String> tables() throws SQLException {
        return asked("SELECT table_name FROM information_schema.tables WHERE table_schema = database()"
                + " AND table_name NOT LIKE '%\\_migrations%' AND table_name NOT LIKE 'db\\_migrations%' ORDER BY 1");
    }

    /** Without what differs from run to run. */
    List<String> history() throws SQLException {
        return asked(
                "SELECT kind, version, name, checksum_exact, checksum_normalised FROM schema_migrations ORDER BY 1, 2");
    }

    /** What decides how a run stands, in order: a script has no gates, and changes in one go what the program does in batches. */
    List<String> journal() throws SQLException {
        return asked("SELECT migration, kind FROM db_migrations_journal"
                + " WHERE kind IN ('RunStarted', 'StepDone', 'RunCompleted', 'RunRolledBack') ORDER BY id");
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
