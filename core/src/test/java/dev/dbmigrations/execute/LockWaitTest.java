package dev.dbmigrations.execute;

import static dev.dbmigrations.history.SamplePlans.CHECKSUMS;
import static dev.dbmigrations.history.SamplePlans.phase;
import static dev.dbmigrations.history.SamplePlans.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.execute.RunOutcome.Ending;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.Recorded;
import dev.dbmigrations.history.SamplePlans;
import dev.dbmigrations.plan.DataCheck;
import dev.dbmigrations.plan.Phase.Kind;
import dev.dbmigrations.plan.Plan;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(ints = {14, 18})
class LockWaitTest {
    private static final Plan ADD = plan("1", phase(Kind.EXPAND, Upper.ADD));
    private static final Plan INDEX = plan("1", phase(Kind.EXPAND, Upper.INDEX));

    @Parameter
    private int major;

    private final Notes notes = new Notes();
    private Site site;
    private MortalDatabase process;

    @BeforeEach
    void open() {
        site = new Site(major);
        site.run(Upper.BEFORE);
        process = site.process();
    }

    @AfterEach
    void close() {
        process.close();
        site.close();
    }

    /** Runs the work while another session has read the table in a transaction it does not end. */
    private void whileSomebodyReads(Runnable work) {
        try (Session reporting = site.observer().open("reporting")) {
            reporting.inTransaction(LockBudget.UNLIMITED, transaction -> {
                transaction.query("select count(*) from users", row -> row.number(1));
                work.run();
                return "";
            });
        }
    }

    @Test
    void whoHoldsTheLockIsNamedWhenPatienceIsUsedUp() {
        try (Execution execution = site.begin(process, Site.IMPATIENT, notes)) {
            whileSomebodyReads(() -> {
                MigrationException failure = catchThrowableOfType(
                        MigrationException.class, () -> execution.start(Assignment.apply(ADD, CHECKSUMS)));
                assertThat(failure.exitCode()).isEqualTo(6);
                assertThat(failure.kind()).isEqualTo(MigrationException.Kind.RETRYABLE);
                assertThat(failure.toText()).matches("""
                        DBM-2107  could not do 1-add-b: no lock on public.users within .*s, in \\d attempts
                          at      migrations/V1__a_change.sql:3   \\(step 1 of 1\\)
                          held by pid \\d+ "db-migrations reporting" of .*, idle in transaction for .*s
                          state   nothing was changed
                          next    end that session, then: db-migrations up
                        """);
            });
            assertThat(notes.blockers)
                    .isNotEmpty()
                    .allMatch(b -> b.application().equals("db-migrations reporting"));
            assertThat(execution.start(Assignment.apply(ADD, CHECKSUMS)).ending())
                    .isEqualTo(Ending.COMPLETED);
            assertThat(site.ask("select * from marks")).containsExactly("add");
        }
    }

    @Test
    void nobodyQueuesBehindUsForLongerThanTheLockBudget() {
        try (Execution execution = site.begin(process, Site.IMPATIENT, notes);
                Session app = site.observer().open("app")) {
            whileSomebodyReads(() -> {
                var migration = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                        MigrationException.class, () -> execution.start(Assignment.apply(ADD, CHECKSUMS))));
                app.execute("set statement_timeout = '2s'");
                while (!migration.isDone()) {
                    app.query("select count(*) from users", row -> row.number(1));
                }
                assertThat(migration.join().code()).isEqualTo("DBM-2107");
            });
        }
    }

    @Test
    void anIndexBuildThatWaitsTellsForWhomAndGoesOnWhenTheyAreDone() {
        Notes waits = notes;
        try (Session writer = site.observer().open("writer");
                Execution execution = site.begin(process, patient(), new Notes() {
                    @Override
                    public void waitingForLock(StepPlace place, LockWait wait) {
                        waits.waitingForLock(place, wait);
                        site.ask("select pg_terminate_backend(" + writer.id() + ")");
                    }
                })) {
            execution.start(Assignment.apply(plan("0"), CHECKSUMS));
            site.run("alter table users add column b text");
            writer.execute("begin");
            writer.execute("insert into users values (99, 'x')");
            assertThat(execution.start(Assignment.apply(INDEX, CHECKSUMS)).ending())
                    .isEqualTo(Ending.COMPLETED);
            assertThat(notes.blockers).anyMatch(b -> b.application().equals("db-migrations writer"));
        }
    }

    @Test
    void aQuestionToATableThatSomebodyHasForHimselfIsNotWaitedForWithoutEnd() {
        DataCheck check = new DataCheck(
                "short-names", SamplePlans.USERS, "short names", "select 0 from users limit 1", "select ''", "");
        Assignment checked = Assignment.apply(SamplePlans.checked(ADD, check), CHECKSUMS);
        try (Session builder = site.observer().open("builder");
                Execution execution = site.begin(process, Site.IMPATIENT, notes)) {
            builder.execute("begin");
            builder.execute("lock table users");
            MigrationException failure = catchThrowableOfType(MigrationException.class, () -> execution.start(checked));
            assertThat(failure.code()).isEqualTo("DBM-8105");
            assertThat(failure.toText()).contains("\"db-migrations builder\"", "end that session");
            builder.execute("rollback");
            assertThat(execution.start(checked).ending()).isEqualTo(Ending.COMPLETED);
        }
    }

    @Test
    void whatAStepWaitedForIsInTheJournal() {
        try (Session reader = site.observer().open("reader");
                Execution execution = site.begin(process, patient(), new Notes() {
                    @Override
                    public void waitingForLock(StepPlace place, LockWait wait) {
                        site.ask("select pg_terminate_backend(" + reader.id() + ")");
                    }
                })) {
            reader.execute("begin");
            reader.query("select count(*) from users", row -> row.number(1));
            execution.start(Assignment.apply(ADD, CHECKSUMS));
            try (Session session = site.session()) {
                String run = site.journal().lastRun(session).orElseThrow();
                assertThat(site.journal().read(session, run))
                        .extracting(Recorded::event)
                        .filteredOn(Event.LockWaited.class::isInstance)
                        .map(Event.LockWaited.class::cast)
                        .singleElement()
                        .satisfies(wait -> {
                            assertThat(wait.attempts()).isPositive();
                            assertThat(wait.blockers()).anyMatch(b -> b.contains("db-migrations reader"));
                        });
            }
        }
    }

    private static Settings patient() {
        return new Settings(
                Site.IMPATIENT.lockWait(),
                Duration.ofMinutes(1),
                Site.IMPATIENT.runner(),
                Site.IMPATIENT.connection(),
                Settings.Gates.CLOSED);
    }

    @Test
    void anIndexBuildThatWaitsTooLongIsEndedAndItsWreckClearedByTheNextRun() {
        try (Execution execution = site.begin(process, Site.IMPATIENT, notes);
                Session writer = site.observer().open("writer")) {
            site.run("alter table users add column b text");
            writer.execute("begin");
            writer.execute("insert into users values (99, 'x')");
            MigrationException failure = catchThrowableOfType(
                    MigrationException.class, () -> execution.start(Assignment.apply(INDEX, CHECKSUMS)));
            assertThat(failure.code()).isEqualTo("DBM-2107");
            assertThat(failure.toText()).contains("db-migrations writer");
            writer.execute("rollback");
            String run = site.unfinished().getFirst();
            assertThat(execution.resume(run).ending()).isEqualTo(Ending.COMPLETED);
            assertThat(site.ask("select indisvalid from pg_index where indexrelid = 'users_b_idx'::regclass"))
                    .containsExactly("true");
        }
    }
}
