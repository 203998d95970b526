package dev.dbmigrations.execute;

import static dev.dbmigrations.history.SamplePlans.CHECKSUMS;
import static dev.dbmigrations.history.SamplePlans.phase;
import static dev.dbmigrations.history.SamplePlans.plan;
import static dev.dbmigrations.history.SamplePlans.sql;

import dev.dbmigrations.database.Session;
import dev.dbmigrations.database.postgres.PostgresBookkeeping;
import dev.dbmigrations.history.HistoryTables;
import dev.dbmigrations.history.Home;
import dev.dbmigrations.plan.Phase.Kind;
import dev.dbmigrations.plan.Plan;
import java.util.concurrent.CountDownLatch;

/** A process of its own, to be killed. */
final class Victim {
    static final Plan SLEEPER = plan(
            "8",
            phase(
                    Kind.EXPAND,
                    sql("1-mark", "delete from marks", "insert into marks values ('1')"),
                    sql("2-sleep", "delete from marks", "insert into marks values ('2')", "select pg_sleep(3)")));

    private Victim() {}

    /**
     * @param arguments the database and what to do: {@code rows} to say so and hang after two batches, else to sleep inside
     *     a transaction
     */
    public static void main(String[] arguments) {
        MortalDatabase process = Site.process(arguments[0]);
        Home home;
        try (Session session = process.open("look")) {
            home = new HistoryTables(new PostgresBookkeeping())
                    .look(session)
                    .home()
                    .orElseThrow();
        }
        Workplace place = new Workplace(
                process,
                home,
                Self.current("db-migrations up"),
                Site.IMPATIENT,
                Workplace.Attendance.of(RunListener.SILENT));
        CountDownLatch twoBatches = new CountDownLatch(2);
        Execution execution =
                Execution.begin(place, journal -> new ByTens(process, journal, event -> hangAfter(twoBatches)));
        Plan plan = arguments[1].equals("rows") ? Upper.PLAN : SLEEPER;
        execution.start(Assignment.apply(plan, CHECKSUMS));
    }

    private static void hangAfter(CountDownLatch batches) {
        batches.countDown();
        if (batches.getCount() == 0) {
            System.out.println("READY");
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
