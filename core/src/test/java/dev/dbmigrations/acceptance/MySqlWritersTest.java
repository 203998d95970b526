package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Options;
import dev.dbmigrations.Outcome;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.execute.StepPlace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link ConcurrentWritersTest} promises, where DDL commits statement by statement. */
class MySqlWritersTest {
    private static final int ROWS = Integer.getInteger("acceptance.rows", 60_000);
    private static final int WRITERS = 8;

    @TempDir
    Path folder;

    static List<TestServer> servers() {
        return TestServers.mysqlFamily();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void eightWritersOfBothShapesNoticeNothing(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(org.junit.jupiter.api.Assumptions::abort);
        try (TestDatabase database = server.fresh();
                ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            fill(database);
            Project project = new Project(database.url(), folder, Options.Gates.CLOSED);
            project.write("V1__rename", "ALTER TABLE accounts RENAME COLUMN mail TO email;");
            project.write("V2__wider", "ALTER TABLE accounts MODIFY amount bigint NOT NULL DEFAULT 5;");
            project.write("V3__needed", "ALTER TABLE accounts MODIFY qty int NOT NULL;");
            project.write(
                    "V4__key",
                    "ALTER TABLE entries ADD CONSTRAINT entries_account FOREIGN KEY (account)"
                            + " REFERENCES accounts (id) ON DELETE CASCADE;");
            List<Writer> writers = new ArrayList<>();
            List<Future<Writer>> running = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Writer writer = new Writer(database.url(), i, WRITERS, "mail");
                writers.add(writer);
                running.add(threads.submit(writer));
            }
            try {
                migrate(project, writers);
            } finally {
                writers.forEach(Writer::stop);
            }
            for (Future<Writer> future : running) {
                Writer writer = future.get();
                System.out.printf(
                        "writer on %s: %d statements, the longest %d ms%n",
                        server.label(), writer.statements(), writer.longestMillis());
            }
            compare(database, writers);
        }
    }

    private static void fill(TestDatabase database) throws Exception {
        database.execute(
                "CREATE TABLE accounts (id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, mail varchar(60) NOT NULL,"
                        + " qty int, amount int NOT NULL DEFAULT 5, touched int NOT NULL DEFAULT 0, KEY accounts_mail (mail),"
                        + " KEY accounts_amount (amount))");
        database.execute("CREATE TABLE entries (id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, account bigint)");
        database.execute("INSERT INTO accounts (mail, qty, amount) SELECT concat('m', n), n, n % 1000 FROM ("
                + Numbers.upTo(ROWS) + ") AS numbers");
        database.execute(
                "INSERT INTO entries (account) SELECT 20000 + n FROM (" + Numbers.upTo(10_000) + ") AS numbers");
    }

    private static void migrate(Project project, List<Writer> writers) throws Exception {
        try (Migrator migrator = project.migrator()) {
            Outcome first = migrator.up(Until.THE_END, new Switching(writers));
            assertThat(first.waiting()).isPresent();
            assertThat(writers).extracting(Writer::column).containsOnly("mail", "email");
            writers.forEach(w -> w.use("email"));
            awaitEverybodyTo(writers);
            migrator.complete(Optional.empty(), RunListener.SILENT);
            Outcome second = migrator.up(Until.THE_END, RunListener.SILENT);
            assertThat(second.waiting()).isPresent();
            migrator.complete(Optional.empty(), RunListener.SILENT);
            Outcome third = migrator.up(Until.THE_END, RunListener.SILENT);
            assertThat(third.pending()).isZero();
            assertThat(migrator.overview().applied()).hasSize(4);
        }
    }

    /** Each has begun, and so ended, a statement since: nobody uses the old shape any more. */
    private static void awaitEverybodyTo(List<Writer> writers) {
        List<Long> before = writers.stream().map(Writer::statements).toList();
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            for (int i = 0; i < before.size(); i++) {
                if (writers.get(i).statements() < before.get(i) + 2) {
                    return false;
                }
            }
            return true;
        });
    }

    /** As soon as both columns are kept in step, every second client uses the new one. */
    private record Switching(List<Writer> writers) implements RunListener {
        @Override
        public void stepDone(StepPlace place, Duration took) {
            if (place.step().facts().title().endsWith("in step on update")) {
                for (int i = 0; i < writers.size(); i += 2) {
                    writers.get(i).use("email");
                }
            }
        }
    }

    private static void compare(TestDatabase database, List<Writer> writers) throws Exception {
        try (Connection connection = database.connection();
                Statement sql = connection.createStatement()) {
            for (Writer writer : writers) {
                for (Map.Entry<Long, String> row : writer.expected().entrySet()) {
                    assertThat(one(sql, "SELECT email FROM accounts WHERE id = " + row.getKey()))
                            .as("row %d", row.getKey())
                            .isEqualTo(row.getValue());
                }
            }
            assertThat(one(sql, "SELECT count(*) FROM accounts WHERE email IS NULL OR qty IS NULL"))
                    .isEqualTo("0");
            assertThat(one(
                            sql,
                            "SELECT group_concat(concat(column_name, ' ', data_type, ' ', is_nullable) ORDER BY ordinal_position)"
                                    + " FROM information_schema.columns WHERE table_schema = database()"
                                    + " AND table_name = 'accounts'"))
                    .isEqualTo("id bigint NO,email varchar NO,qty int NO,amount bigint NO,touched int NO");
            assertThat(one(sql, "SELECT count(*) FROM information_schema.triggers WHERE trigger_schema = database()"))
                    .isEqualTo("0");
            assertThat(
                            one(
                                    sql,
                                    "SELECT count(*) FROM entries e LEFT JOIN accounts a ON a.id = e.account WHERE a.id IS NULL"))
                    .isEqualTo("0");
        }
    }

    private static String one(Statement sql, String question) throws Exception {
        try (ResultSet row = sql.executeQuery(question)) {
            assertThat(row.next()).as(question).isTrue();
            return row.getString(1);
        }
    }
}
