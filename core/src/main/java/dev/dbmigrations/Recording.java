package dev.dbmigrations;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.execute.PatientLook;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.history.Home;
import dev.dbmigrations.history.SchemaRecords;
import dev.dbmigrations.history.SchemaRecords.Kept;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.schema.CatalogObject;
import dev.dbmigrations.schema.Inventory;
import dev.dbmigrations.validate.Mentioned;
import dev.dbmigrations.validate.Since;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Keeps what the users' objects are at the end of a call that changes them, however it ends, for {@code validate} to tell later what
 * has drifted. Closed while the call still is the one runner.
 *
 * <p>Only what the call has changed, or was about, is kept anew: what somebody had changed by hand before is told until it is taken
 * back or a migration names it. After a call that was killed, the next one takes over what its runs touched.
 */
final class Recording implements AutoCloseable {
    private final Workbench bench;
    private final RunListener listener;
    private final SchemaRecords records;
    private final Home home;
    private final List<Plan> plans = new ArrayList<>();
    private Optional<Inventory> before = Optional.empty();
    private Predicate<CatalogObject> isOfEarlierRun = object -> false;

    private Recording(Workbench bench, Home home, RunListener listener) {
        this.bench = bench;
        this.home = home;
        this.listener = listener;
        this.records = new SchemaRecords(bench.vendor().bookkeeping());
    }

    /** Looks at what there is; the first time ever, keeps it. */
    static Recording begin(Workbench bench, Home home, PatientLook look) {
        Recording recording = new Recording(bench, home, look.attendance().listener());
        recording.attempt(() -> {
            Inventory now = look.at(List.of(), () -> bench.database().catalog().inventory());
            Optional<Kept> last = recording.records.last(bench.session(), home);
            if (last.isEmpty()) {
                recording.records.keep(bench.session(), home, now);
            }
            recording.isOfEarlierRun = last.map(
                            kept -> Since.of(bench.session(), home, kept).touching(List.of(kept.inventory(), now)))
                    .orElse(object -> false);
            recording.before = Optional.of(now);
        });
        return recording;
    }

    /** What the call runs. */
    void carriesOut(Plan plan) {
        plans.add(plan);
    }

    @Override
    public void close() {
        // Not for long: somebody who has stopped the call, or whose step did not get its lock, waits for its end.
        before.ifPresent(then -> attempt(() -> {
            Inventory now =
                    bench.look().at(List.of(), () -> bench.database().catalog().inventory());
            Inventory kept =
                    records.last(bench.session(), home).map(Kept::inventory).orElse(then);
            Mentioned mentioned = new Mentioned(plans, home.schema());
            records.keep(bench.session(), home, kept.after(then, now, isOfEarlierRun.or(mentioned::names)));
        }));
    }

    /** What was done stays done where this cannot be kept. */
    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (DatabaseFailure | MigrationException failure) {
            listener.note("the schema was not recorded, so drift since now is not told: "
                    + String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
        }
    }
}
