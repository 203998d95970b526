package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.backfill.Progress;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.cli.GlobalOptions.Detail;
import dev.dbmigrations.cli.terminal.Colours;
import dev.dbmigrations.cli.terminal.Screen;
import dev.dbmigrations.database.Blocker;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.execute.LockWait;
import dev.dbmigrations.execute.StepPlace;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.plan.Budget;
import dev.dbmigrations.plan.Phase;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Probe;
import dev.dbmigrations.plan.RowWork;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.StepFacts;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.plan.WayBack;
import dev.dbmigrations.schema.TableName;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RunProgressTest {
    private static final String RUN = "V3@20261122-153012-000";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();

    private RunProgress progress(Screen screen, Detail detail) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new RunProgress(new Display(stream, screen, Colours.OFF, detail), nanos::get);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private void pass(Duration span) {
        nanos.addAndGet(span.toNanos());
    }

    @Test
    void inALogAStepSaysEveryTenSecondsHowFarItIs() {
        try (RunProgress progress = progress(Screen.NONE, Detail.NORMAL)) {
            progress.recorded(RUN, new Event.RunStarted(plan(), new Migration.Checksums(1, "x"), Event.Purpose.APPLY));
            progress.stepStarted(place(1));
            progress.stepDone(place(1), Duration.ofMillis(12));
            progress.stepStarted(place(2));
            for (int second = 1; second <= 25; second++) {
                pass(Duration.ofSeconds(1));
                progress.progress(
                        place(2), rows(second * 40_000L, second == 20 ? "the slowest replica is 9 s behind" : ""));
            }
            progress.recorded(RUN, new Event.RunCompleted(25_012));
            progress.stepDone(place(2), Duration.ofSeconds(25));
        }
        assertThat(printed()).isEqualTo("""
                V3 email of users   expand-contract, 2 steps
                  [1/2] add public.users.email   12 ms
                  [2/2] backfill public.users.email …
                        40 %, 400 thousand of 1 million rows, 40 thousand rows/s, 15 s left, 10 s
                        80 %, 800 thousand of 1 million rows, 40 thousand rows/s, 5 s left, the slowest replica is 9 s behind
                  [2/2] backfill public.users.email   1 million rows in 25 s
                  done in 25 s
                """);
    }

    @Test
    void onATerminalOneLineMovesAndIsGoneAtTheEnd() {
        try (RunProgress progress = progress(Screen.terminal(140), Detail.NORMAL)) {
            progress.stepStarted(place(2));
            pass(Duration.ofSeconds(2));
            progress.progress(place(2), rows(500_000, ""));
            progress.stepDone(place(2), Duration.ofSeconds(4));
        }
        assertThat(printed())
                .contains(
                        "\r\u001b[K  [2/2] backfill public.users.email ━━━━━━━━━━━━──────────── 50 %, 500 thousand of 1 million")
                .endsWith("\r\u001b[K  [2/2] backfill public.users.email   500 thousand rows in 4 s\n");
        assertThat(printed().split("\r\u001b\\[K|\n"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(140));
    }

    @Test
    void onANarrowTerminalTheTimeLeftIsStillThere() {
        try (RunProgress progress = progress(Screen.terminal(80), Detail.NORMAL)) {
            progress.stepStarted(place(2));
            pass(Duration.ofSeconds(2));
            progress.progress(place(2), rows(500_000, ""));
            progress.progress(place(2), rows(500_000, "too many sessions"));
        }
        assertThat(printed())
                .contains("[2/2] backfill public.users.email ━━━━──── 50 %, 40k rows/s, 12 s left\r")
                .endsWith("[2/2] backfill public.users.email ━━━━──── 50 %, 12 s left  too many sessions\r\u001b[K");
    }

    @Test
    void whoHoldsALockIsNamedAtOnce() {
        Blocker blocker =
                new Blocker(8123, "ann", "reporting", "idle in transaction", Duration.ofMinutes(14), "select 1");
        try (RunProgress progress = progress(Screen.NONE, Detail.NORMAL)) {
            progress.stepStarted(place(1));
            LockWait wait = new LockWait(2, Duration.ofMillis(900), Duration.ofMillis(200), List.of(blocker));
            progress.waitingForLock(place(1), wait);
            progress.waitingForLock(place(1), wait);
            progress.stepDone(place(1), Duration.ofSeconds(2));
        }
        assertThat(printed()).isEqualTo("""
                  [1/2] add public.users.email …
                        waiting for a lock for 900 ms, attempt 2, held by pid 8123 "reporting", idle in transaction for 14 min
                  [1/2] add public.users.email   2 s
                """);
    }

    @Test
    void aRunThatWasInterruptedSaysThatItGoesOn() {
        try (RunProgress progress = progress(Screen.NONE, Detail.NORMAL)) {
            progress.stepStarted(place(2));
            progress.stepDone(place(2), Duration.ofMillis(5));
        }
        assertThat(printed()).startsWith("V3 goes on\n");
    }

    @Test
    void thoseWhoAskForMoreSeeTheStatements() {
        try (RunProgress progress = progress(Screen.NONE, Detail.VERBOSE)) {
            progress.stepStarted(place(1));
        }
        assertThat(printed()).contains("ALTER TABLE public.users ADD COLUMN email text");
    }

    @Test
    void aWayBackIsToldStepByStep() {
        try (RunProgress progress = progress(Screen.NONE, Detail.NORMAL)) {
            progress.recorded(RUN, new Event.RollbackStarted("db-migrations down"));
            progress.undoStarted(place(1));
            progress.undone(place(1));
            progress.recorded(RUN, new Event.RunRolledBack());
        }
        assertThat(printed()).isEqualTo("""
                taking back V3: db-migrations down
                  [1/2] undone: add public.users.email
                  taken back; the database is as it was before
                """);
    }

    private static Progress rows(long done, String waiting) {
        return new Progress(
                done, 1_000_000, 40_000, Optional.of(Duration.ofSeconds((1_000_000 - done) / 40_000)), waiting);
    }

    private static StepPlace place(int number) {
        return new StepPlace(RUN, plan().steps().toList().get(number - 1), number, 2);
    }

    private static Plan plan() {
        Step add = new Step.RunSql(
                facts("1-add", "add public.users.email"), List.of("ALTER TABLE public.users ADD COLUMN email text"));
        RowWork work = new RowWork(
                TableName.of("public", "users"),
                "u",
                List.of("id"),
                new RowWork.Pieces(List.of(), "UPDATE public.users u SET email = mail", "", ""),
                RowWork.Repetition.HARMLESS);
        Step move = new Step.MoveRows(facts("2-backfill", "backfill public.users.email"), work);
        return new Plan(
                new Migration.Id(Migration.Kind.VERSIONED, "3", "email of users", "migrations/V3__email_of_users.sql"),
                new Plan.Basis("postgresql 18.6", "f", List.of(TableName.of("public", "users"))),
                Strategy.EXPAND_CONTRACT,
                List.of(),
                List.of(
                        new Phase(Phase.Kind.EXPAND, "", List.of(add)),
                        new Phase(Phase.Kind.MIGRATE, "", List.of(move))),
                new Plan.Outcome(new WayBack.None(List.of("a test")), List.of(), List.of()));
    }

    private static StepFacts facts(String id, String title) {
        return new StepFacts(
                id,
                title,
                "migrations/V3__email_of_users.sql:1",
                new Impact(List.of(), Impact.Work.METADATA),
                new Budget(Budget.Envelope.BRIEF, Duration.ZERO),
                new StepFacts.Reversal(new Undo.Nothing("a test"), Probe.journal()));
    }
}
