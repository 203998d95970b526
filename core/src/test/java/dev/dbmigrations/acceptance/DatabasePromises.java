package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.Position;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.KeyRanges;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.HistoryLook;
import dev.dbmigrations.history.HistoryTables;
import dev.dbmigrations.history.Home;
import dev.dbmigrations.history.Journal;
import dev.dbmigrations.history.Recorded;
import dev.dbmigrations.history.SamplePlans;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the product knows of a live server is how it is, and what is written there can be read again. */
interface DatabasePromises extends Contract {

    private Schema schema() {
        return place().database().catalog().readAll();
    }

    private Table table(String name) {
        return schema().table(TableName.unqualified(name)).orElseThrow();
    }

    private void createFamily() {
        place().run(
                        "CREATE TABLE parent (" + "id " + speech().numbered("int")
                                + ", label varchar(30) NOT NULL, note varchar(9) DEFAULT 'none', CONSTRAINT parent_label UNIQUE (label))",
                        "CREATE TABLE child (a int NOT NULL, b varchar(10) NOT NULL, parent int, PRIMARY KEY (a, b),"
                                + " CONSTRAINT child_parent FOREIGN KEY (parent) REFERENCES parent (id) ON DELETE CASCADE)",
                        "CREATE INDEX child_by ON child (parent, a)",
                        "CREATE VIEW labels AS SELECT id, label FROM parent");
    }

    @Test
    default void theCatalogTellsWhatWasCreated() {
        createFamily();
        Table parent = table("parent");
        assertThat(parent.columns()).extracting(Column::name).containsExactly("id", "label", "note");
        assertThat(parent.columns()).extracting(Column::nullable).containsExactly(false, false, true);
        assertThat(parent.columns().getFirst().isIdentity()).isTrue();
        assertThat(parent.index("parent_label").orElseThrow().unique()).isTrue();
        assertThat(parent.surroundings().dependents()).hasSize(1);
        assertThat(parent.surroundings().referencing()).hasSize(1);
        Table child = table("child");
        assertThat(child.index("child_by").orElseThrow().parts())
                .extracting(Index.Part::column)
                .containsExactly("parent", "a");
        assertThat(child.constraints().stream().filter(c -> c.isForeignKey()).map(c -> c.name()))
                .containsExactly("child_parent");
        assertThat(child.constraints().stream().filter(c -> c.isKey()).map(c -> c.columns()))
                .containsExactly(List.of("a", "b"));
    }

    @Test
    default void aFingerprintIsThatOfTheDefinitionsAndNotOfTheRows() {
        createFamily();
        String before = place().database().catalog().fingerprint(schema());
        place().run("INSERT INTO parent (label) VALUES ('x')", speech().measured("parent"));
        assertThat(place().database().catalog().fingerprint(schema())).isEqualTo(before);
        place().run("ALTER TABLE child ADD COLUMN more int");
        assertThat(place().database().catalog().fingerprint(schema())).isNotEqualTo(before);
        place().run("ALTER TABLE child DROP COLUMN more");
        assertThat(place().database().catalog().fingerprint(schema())).isEqualTo(before);
    }

    @Test
    default void whatIsPredictedOfAStatementTheServerConfirms() {
        createFamily();
        Schema schema = schema();
        Clause clause = place().vendor()
                .parser()
                .parse("ALTER TABLE parent ADD COLUMN more int", new Position("test.sql", 1, 1))
                .clauses()
                .getFirst();
        var dialect = place().database().dialect();
        Impact predicted =
                dialect.locks().impact(dialect.resolved(clause, schema).getFirst(), schema);
        assertThat(predicted.work()).isEqualTo(Impact.Work.METADATA);
        assertThat(place().database().oracle().workOf(clause, table("parent"))).hasValue(Impact.Work.METADATA);
        assertThat(schema()).as("nothing has come or gone").isEqualTo(schema);
    }

    @Test
    default void whoIsWaitedForIsNamed() {
        place().run("CREATE TABLE t (id int NOT NULL PRIMARY KEY)");
        LockBudget patient = new LockBudget(Duration.ofSeconds(20), Duration.ofSeconds(20));
        try (Session holder = place().session("reporting");
                Session session = place().session("up")) {
            CompletableFuture<Void> change = holder.inTransaction(LockBudget.UNLIMITED, open -> {
                open.execute("INSERT INTO t VALUES (1)");
                assertThat(place().database().monitor().blockersOf(session.id()))
                        .isEmpty();
                CompletableFuture<Void> waiting =
                        CompletableFuture.runAsync(() -> session.alone(patient, "ALTER TABLE t ADD c int"));
                await().atMost(20, TimeUnit.SECONDS)
                        .untilAsserted(() -> assertThat(
                                        place().database().monitor().blockersOf(session.id()))
                                .anySatisfy(b -> {
                                    assertThat(b.sessionId()).isEqualTo(holder.id());
                                    assertThat(b.state()).isEqualTo("idle in transaction");
                                }));
                return waiting;
            });
            change.orTimeout(20, TimeUnit.SECONDS).join();
            assertThat(place().database().monitor().blockersOf(session.id())).isEmpty();
        }
    }

    @Test
    default void whereWeStandIsKnown() {
        var standing = place().database().monitor().standing();
        assertThat(standing.readOnly()).isFalse();
        assertThat(standing.pooled()).isFalse();
        assertThat(standing.user()).isNotBlank();
        assertThat(place().database().monitor().gauges().activeSessions()).isNotNegative();
    }

    @Test
    default void lookingForOurTablesChangesNothing() {
        try (Session session = place().session("status")) {
            assertThat(new HistoryTables(place().vendor().bookkeeping()).look(session))
                    .isEqualTo(new HistoryLook(Optional.empty(), List.of(), List.of()));
            assertThat(schema().tables()).isEmpty();
        }
    }

    @Test
    default void whatIsWrittenIntoTheJournalIsReadAgain() {
        HistoryTables tables = new HistoryTables(place().vendor().bookkeeping());
        List<Event> events = List.of(
                new Event.RunStarted(SamplePlans.plan("1"), SamplePlans.CHECKSUMS, Event.Purpose.APPLY),
                new Event.PauseRequested("it's \\ \" ä 日本 😀 \t; ? $1 '' --"),
                new Event.GateReached(0));
        try (Session session = place().session("up")) {
            Home home = tables.create(session);
            assertThat(tables.create(session)).as("a second time").isEqualTo(home);
            Journal journal = new Journal(home, "somebody");
            journal.append(session, "V1@1", events);
            assertThat(journal.read(session, "V1@1").stream().map(Recorded::event))
                    .containsExactlyElementsOf(events);
            assertThat(tables.look(session).unfinished()).containsExactly("V1@1");
            journal.append(session, "V1@1", new Event.RunCompleted(12));
            assertThat(tables.look(session).unfinished()).isEmpty();
        }
    }

    @Test
    default void aWalkAlongAKeyOfSeveralColumnsMeetsEachRowOnce() {
        place().run("CREATE TABLE k (a int NOT NULL, b varchar(10) NOT NULL, n int, PRIMARY KEY (a, b))");
        place().run(
                        "INSERT INTO k (a, b, n) VALUES (-3, '', 1), (-3, 'it''s', 2), (9, 'B', 3), (9, 'a', 4), (10, '0x41', 5),"
                                + " (10, ' ', 6), (2147483647, 'NULL', 7), (-2147483648, 'ä', 8)");
        KeyRanges ranges = place().database().dialect().keyRanges();
        try (Session session = place().session("walk")) {
            KeyRanges.Walk walk = new KeyRanges.Walk(table("k").name(), "k", List.of("a", "b"));
            List<String> met = new ArrayList<>();
            List<String> from = List.of();
            while (met.size() <= 8) {
                List<List<String>> next = session.query(
                        ranges.boundary(walk, from, List.of(), 3), row -> List.of(row.text(1), row.text(2)));
                List<String> to = next.isEmpty() ? List.of() : next.getFirst();
                met.addAll(session.query(
                        "SELECT n FROM k AS k WHERE " + ranges.within(walk, from, to) + " ORDER BY a, b",
                        row -> String.valueOf(row.number(1))));
                if (to.isEmpty()) {
                    break;
                }
                from = to;
            }
            assertThat(met).isEqualTo(place().ask("SELECT n FROM k ORDER BY a, b"));
        }
    }
}
