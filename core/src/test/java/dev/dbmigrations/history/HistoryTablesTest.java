package dev.dbmigrations.history;

import static dev.dbmigrations.history.SamplePlans.CHECKSUMS;
import static dev.dbmigrations.history.SamplePlans.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.database.postgres.PostgresBookkeeping;
import dev.dbmigrations.database.postgres.PostgresDatabase;
import dev.dbmigrations.database.postgres.PostgresDialect;
import dev.dbmigrations.database.postgres.PostgresTarget;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(ints = {14, 18})
class HistoryTablesTest {
    @Parameter
    private int major;

    private final HistoryTables tables = new HistoryTables(new PostgresBookkeeping());
    private TestDatabase scratch;
    private PostgresDatabase database;
    private Session session;

    @BeforeEach
    void open() {
        scratch = TestPostgres.server(major).fresh();
        database = PostgresDatabase.connect(PostgresTarget.of(scratch.url()), PostgresDialect::new);
        session = database.open("test");
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
        scratch.close();
    }

    private List<String> names() {
        return session.query(
                "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
                        + " order by 1",
                row -> row.text(1));
    }

    private static Event.RunStarted start(String version) {
        return new Event.RunStarted(plan(version), CHECKSUMS, Event.Purpose.APPLY);
    }

    @Test
    void lookingChangesNothing() {
        assertThat(tables.look(session)).isEqualTo(HistoryLook.NOTHING);
        assertThat(names()).isEmpty();
    }

    @Test
    void whatIsAppliedAndWhatIsUnfinishedIsSeenAtOneGlance() {
        Home home = tables.create(session);
        Journal journal = new Journal(home, "me");
        AppliedMigrations applied = new AppliedMigrations(home, "me");
        applied.add(session, SamplePlans.id("1"), CHECKSUMS, 12);
        applied.add(session, SamplePlans.id("2.0"), CHECKSUMS, 13);
        journal.append(session, "V1@a", List.of(start("1"), new Event.RunCompleted(12)));
        journal.append(session, "V3@b", start("3"));
        journal.append(session, "V4@c", List.of(start("4"), new Event.RunRolledBack()));
        journal.append(session, "V5@d", List.of(start("5"), new Event.GateReached(1)));
        HistoryLook look = tables.look(session);
        assertThat(look.home()).contains(home);
        assertThat(look.applied().stream().map(a -> a.id().version())).containsExactly("1", "2.0");
        assertThat(look.applied().getFirst().checksums()).isEqualTo(CHECKSUMS);
        assertThat(look.applied().getFirst().when().by()).isEqualTo("me");
        assertThat(look.unfinished()).containsExactly("V3@b", "V5@d").isEqualTo(journal.unfinished(session));
    }

    @Test
    void aRepeatableTakesThePlaceOfItsEarlierSelf() {
        AppliedMigrations applied = new AppliedMigrations(tables.create(session), "me");
        Migration.Id views = new Migration.Id(Migration.Kind.REPEATABLE, "all views", "all views", "R__all_views.sql");
        applied.add(session, views, CHECKSUMS, 1);
        applied.add(session, SamplePlans.id("1"), CHECKSUMS, 1);
        applied.add(session, views, new Migration.Checksums(5, "new"), 1);
        List<Applied> all = tables.look(session).applied();
        assertThat(all.stream().map(a -> a.id().name())).containsExactly("a change", "all views");
        assertThat(all.getLast().checksums().exact()).isEqualTo(5);
        applied.remove(session, views);
        assertThat(tables.look(session).applied()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table schema_migrations (version bigint not null primary key, dirty boolean not null)",
                "create table schema_migrations (version varchar primary key)",
                "create table schema_migrations (id int, version text, name text, applied_at timestamptz)"
            })
    void aTableOfAnotherToolWithOurNameIsLeftAlone(String theirs) {
        session.execute(theirs);
        session.execute("comment on table schema_migrations is 'theirs'");
        assertThat(tables.look(session).home()).isEmpty();
        Home home = tables.create(session);
        assertThat(home.isBesideAnotherTool()).isTrue();
        new AppliedMigrations(home, "me").add(session, SamplePlans.id("1"), CHECKSUMS, 1);
        assertThat(tables.look(session).home()).contains(home);
        assertThat(tables.look(session).applied()).hasSize(1);
        assertThat(names()).contains("db_migrations_history");
        assertThat(session.query(
                        "select obj_description('schema_migrations'::regclass), count(*) from schema_migrations",
                        row -> row.text(1) + row.text(2)))
                .containsExactly("theirs0");
    }

    @Test
    void ourTablesAreFoundWhateverASearchPathSaysMeanwhile() {
        Home home = tables.create(session);
        session.execute("create schema other");
        session.execute("set search_path = other");
        new Journal(home, "me").append(session, "V1@a", start("1"));
        assertThat(new Journal(home, "me").unfinished(session)).containsExactly("V1@a");
    }

    @Test
    void aSchemaWithAnyNameCanHoldThem() {
        session.execute("create schema \"Odd \"\"one\"");
        session.execute("set search_path = \"Odd \"\"one\"");
        Home home = tables.create(session);
        assertThat(home.schema()).isEqualTo("Odd \"one");
        assertThat(tables.look(session).home()).contains(home);
    }

    @Test
    void processesThatCreateThemAtTheSameTimeGetTheSameOnes() throws Exception {
        int processes = 8;
        CyclicBarrier together = new CyclicBarrier(processes);
        List<Future<Home>> homes = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(processes)) {
            for (int i = 0; i < processes; i++) {
                homes.add(pool.submit(() -> {
                    try (Session own = database.open("test")) {
                        together.await();
                        return tables.create(own);
                    }
                }));
            }
        }
        Set<Home> distinct = homes.stream().map(Future::resultNow).collect(Collectors.toSet());
        assertThat(distinct).hasSize(1);
        assertThat(names())
                .containsExactly(
                        "db_migrations_journal", "db_migrations_runner", "db_migrations_schema", "schema_migrations");
        assertThat(session.query("select token from db_migrations_runner", row -> row.number(1)))
                .containsExactly(0L);
    }

    @Test
    void mustNotFail56_aJournalTakesNothingFromARunnerWhoseTimeIsOver() {
        Home home = tables.create(session);
        session.execute("update db_migrations_runner set token = 7");
        Journal fenced = new Journal(home, "old").fencedBy(7);
        fenced.append(session, "V1@a", List.of(start("1"), new Event.StepDone("1", 1)));
        session.execute("update db_migrations_runner set token = 8");
        assertThatThrownBy(() -> fenced.append(session, "V1@a", new Event.StepDone("2", 1)))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo("DBM-6002"));
        assertThat(new Journal(home, "me").read(session, "V1@a")).hasSize(2);
    }

    @Test
    void eventsComeBackInOrderWithWhoAndWhen() {
        Home home = tables.create(session);
        Journal journal = new Journal(home, "me@here");
        List<Event> events = new ArrayList<>(List.of(start("1")));
        for (int i = 0; i < 50; i++) {
            events.add(new Event.StepDone("step " + i, i));
        }
        session.execute("update db_migrations_runner set token = 1");
        journal.fencedBy(1).append(session, "V1@a", events);
        List<Recorded> read = journal.read(session, "V1@a");
        assertThat(read.stream().map(Recorded::event)).containsExactlyElementsOf(events);
        assertThat(read).allSatisfy(r -> assertThat(r.who()).isEqualTo("me@here"));
        assertThat(read.stream().map(Recorded::id)).isSorted();
        assertThat(journal.runsOf(session, "V1")).containsExactly("V1@a");
    }

    @Test
    void onlyTheWishesOfOthersAreControls() {
        Journal journal = new Journal(tables.create(session), "me");
        journal.append(
                session, "V1@a", List.of(start("1"), new Event.PauseRequested("lunch"), new Event.StepDone("1", 2)));
        assertThat(journal.controls(session, "V1@a").stream().map(Recorded::event))
                .containsExactly(new Event.PauseRequested("lunch"));
    }
}
