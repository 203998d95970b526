package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Options.Gates;
import dev.dbmigrations.Outcome;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.execute.StepPlace;
import dev.dbmigrations.plan.Phase;
import dev.dbmigrations.plan.Plan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Clients of both shapes at work while everything is changed under them: {@code -Dacceptance.rows=1000000} makes it the size of
 * the front page.
 */
interface ClientPromises extends Contract {
    int ROWS = Integer.getInteger("acceptance.rows", 60_000);
    /** So many rows are written in one statement before the promise. */
    int AT_ONCE = 100_000;

    int WRITERS = 8;

    @Test
    default void eightWritersOfBothShapesNoticeNothing() throws Exception {
        fill();
        writeMigrations();
        List<Writer> writers = new ArrayList<>();
        List<Future<Writer>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < WRITERS; i++) {
                Writer writer = new Writer(place().url(), speech(), i, WRITERS, "mail");
                writers.add(writer);
                running.add(threads.submit(writer));
            }
            try {
                migrate(writers);
            } finally {
                writers.forEach(Writer::stop);
            }
            for (Future<Writer> future : running) {
                Writer writer = future.get();
                System.out.printf(
                        "writer on %s: %d statements, the longest %d ms%n",
                        place().database().dialect().version(), writer.statements(), writer.longestMillis());
            }
        }
        compare(writers);
    }

    private void fill() {
        place().run(
                        "CREATE TABLE accounts (id " + speech().numbered("int")
                                + ", mail varchar(60) NOT NULL, qty int, amount int DEFAULT 5 NOT NULL,"
                                + " touched int DEFAULT 0 NOT NULL)",
                        "CREATE INDEX accounts_mail ON accounts (mail)",
                        "CREATE INDEX accounts_amount ON accounts (amount)",
                        "CREATE TABLE entries (id " + speech().numbered("bigint") + ", account int)");
        for (int from = 0; from < ROWS; from += AT_ONCE) {
            place().run("INSERT INTO accounts (mail, qty, amount) SELECT concat('m', n + " + from
                    + "), n, n % 1000 FROM (" + Numbers.upTo(Math.min(AT_ONCE, ROWS - from)) + ") AS numbers");
        }
        place().run(
                        "INSERT INTO entries (account) SELECT 20000 + n FROM (" + Numbers.upTo(10_000) + ") AS numbers",
                        speech().measured("accounts"),
                        speech().measured("entries"));
    }

    /** Where a numbered key can be replaced beside its readers, it is. */
    private void writeMigrations() throws IOException {
        Project project = place().project(Gates.CLOSED);
        project.write("V1__rename", "ALTER TABLE accounts RENAME COLUMN mail TO email;");
        project.write("V2__wider", speech().changeType("accounts", "amount", "bigint", " DEFAULT 5 NOT NULL") + ";");
        project.write("V3__needed", speech().setNotNull("accounts", "qty", "int") + ";");
        project.write(
                "V4__key",
                "ALTER TABLE entries ADD CONSTRAINT entries_account FOREIGN KEY (account)"
                        + " REFERENCES accounts (id) ON DELETE CASCADE;");
        project.write("V5__index", "CREATE INDEX accounts_qty ON accounts (qty, email);");
        if (!can(Capability.HIDDEN_COLUMNS)) {
            project.write("V6__wider_key", speech().changeType("accounts", "id", "bigint") + ";");
        }
    }

    private void migrate(List<Writer> writers) {
        try (Migrator migrator = place().project(Gates.CLOSED).migrator()) {
            int all = migrator.overview().pending().size();
            Plan rename =
                    migrator.plan(migrator.pending(new Until(Optional.of("1")))).getFirst();
            Outcome first = migrator.up(Until.THE_END, whenExpanded(rename, writers));
            assertThat(first.waiting()).isPresent();
            assertThat(first.pending())
                    .as("the others are about the same table")
                    .isEqualTo(all - 1);
            assertThat(writers).extracting(Writer::column).containsOnly("mail", "email");
            writers.forEach(w -> w.use("email"));
            awaitEverybodyTo(writers);
            migrator.complete(Optional.empty(), RunListener.SILENT);
            while (!migrator.overview().pending().isEmpty()) {
                if (migrator.up(Until.THE_END, RunListener.SILENT).waiting().isPresent()) {
                    migrator.complete(Optional.empty(), RunListener.SILENT);
                }
            }
            assertThat(migrator.overview().applied()).hasSize(all);
        }
    }

    /** As soon as both columns are kept in step, every second client uses the new one. */
    private static RunListener whenExpanded(Plan plan, List<Writer> writers) {
        String expanded = plan.phases().stream()
                .filter(p -> p.kind() == Phase.Kind.EXPAND)
                .map(p -> p.steps().getLast().facts().id())
                .reduce("", (before, last) -> last);
        return new RunListener() {
            @Override
            public void stepDone(StepPlace place, Duration took) {
                if (place.step().facts().id().equals(expanded)) {
                    for (int i = 0; i < writers.size(); i += 2) {
                        writers.get(i).use("email");
                    }
                }
            }
        };
    }

    /** Each has begun, and so ended, a statement since: nobody uses the old shape any more. */
    private static void awaitEverybodyTo(List<Writer> writers) {
        List<Long> before = writers.stream().map(Writer::statements).toList();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            for (int i = 0; i < before.size(); i++) {
                if (writers.get(i).statements() < before.get(i) + 2) {
                    return false;
                }
            }
            return true;
        });
    }

    private void compare(List<Writer> writers) {
        Map<Long, String> expected = new TreeMap<>();
        writers.forEach(w -> expected.putAll(w.expected()));
        Map<Long, String> found = new TreeMap<>();
        place().ask("SELECT id, email FROM accounts").forEach(row -> {
            String[] parts = row.split(" ", 2);
            found.put(Long.valueOf(parts[0]), parts[1]);
        });
        found.keySet().retainAll(expected.keySet());
        assertThat(found).isEqualTo(expected);
        assertThat(place().ask("SELECT count(*) FROM accounts WHERE email IS NULL OR qty IS NULL"))
                .containsExactly("0");
        assertThat(place().ask("SELECT data_type FROM information_schema.columns WHERE table_schema = "
                        + speech().schema() + " AND table_name = 'accounts' AND column_name = 'amount'"))
                .containsExactly("bigint");
        assertThat(place().ask("SELECT count(*) FROM entries e LEFT JOIN accounts a ON a.id = e.account"
                        + " WHERE a.id IS NULL"))
                .containsExactly("0");
        assertThat(place().ask("SELECT count(*) FROM information_schema.triggers WHERE trigger_schema = "
                        + speech().schema()))
                .containsExactly("0");
    }
}
