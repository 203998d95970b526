package dev.dbmigrations;

import dev.dbmigrations.analyze.MigrationAnalysis;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.export.ExportedFile;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.Guidance;
import dev.dbmigrations.history.HistoryLook;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.project.MigrationFile;
import dev.dbmigrations.report.RunReport;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The library's front door: the migrations of a project on one database, looked at, planned, carried out and taken back.
 *
 * <p>Connects on opening. Not thread-safe, except for {@link #interrupt()}. Every failure is a {@link MigrationException}.
 */
public final class Migrator implements AutoCloseable {
    private final Workbench bench;
    private final Works works;
    private final Failures failures;

    /** Which migrations a call is about: those up to a version, or all. */
    public record Until(Optional<String> version) {
        public static final Until THE_END = new Until(Optional.empty());
    }

    /** How far back: a number of migrations, or down to a version that stays. */
    public record Back(int count, Optional<String> toVersion) {
        public static final Back ONE = new Back(1, Optional.empty());
    }

    private Migrator(Workbench bench) {
        this.bench = bench;
        this.works = new Works(bench);
        this.failures = new Failures(bench.options().login());
    }

    /** Connects. */
    public static Migrator open(Options options) {
        return new Failures(options.login()).told(() -> new Migrator(Workbench.connect(options)));
    }

    /** {@code postgresql 18.6}. */
    public String server() {
        return bench.database().dialect().version().toString();
    }

    /** The kind of database, as the summary names it. */
    public String databaseId() {
        return bench.database().dialect().id();
    }

    /** The kind of SQL that the server speaks. */
    public Dialect dialect() {
        return bench.database().dialect();
    }

    /** How the statements of such servers are cut and compared. */
    public LexicalRules lexicalRules() {
        return bench.vendor().lexicalRules();
    }

    /** What is applied, pending and in flight. Reads one page of history and the folder's names, unless a run is in flight. */
    public Overview overview() {
        return failures.told(() -> new Overviewing(bench, works).overview());
    }

    /** The migrations of the folder that are not applied, read and understood. */
    public List<Migration> pending(Until until) {
        return failures.told(() -> Overviewing.until(pendingFiles(), until).stream()
                .map(bench::read)
                .toList());
    }

    private List<MigrationFile> pendingFiles() {
        HistoryLook look = bench.history();
        List<Migration.Id> begun =
                look.unfinished().stream().map(r -> works.plan(r).migration()).toList();
        return new Comparison(bench, look.applied(), begun).pending();
    }

    /** The migrations of some files or versions, applied or not. */
    public List<Migration> read(List<String> names) {
        return failures.told(() -> names.stream().map(this::read).toList());
    }

    private Migration read(String name) {
        return bench.folder()
                .find(name)
                .map(bench::read)
                .orElseThrow(() -> MigrationException.userMustAct(
                        ExitCode.USAGE,
                        "DBM-1206",
                        "there is no migration " + name,
                        MigrationException.Fact.why("neither a version, nor a name, nor a path of the "
                                + bench.folder().files().size() + " migrations that are there"),
                        MigrationException.Fact.state("nothing was changed"),
                        MigrationException.Fact.next("db-migrations status")));
    }

    /** The plans of migrations, in order; later ones are planned on what the earlier will leave behind. Reads only. */
    public List<Plan> plan(List<Migration> migrations) {
        Planning planning = new Planning(bench, bench.planning(), bench.look());
        migrations.forEach(planning::refuseBrokenSyntax);
        return failures.told(() -> planning.plans(migrations));
    }

    /** What each migration would do if it were run as written, on the database as it is. Reads only. */
    public List<MigrationAnalysis> analyze(List<Migration> migrations) {
        return failures.told(() -> new Examination(bench).of(migrations));
    }

    /** The same, with waivers judged by that day. */
    public List<MigrationAnalysis> analyze(List<Migration> migrations, LocalDate today) {
        return failures.told(() -> new Examination(bench, today).of(migrations));
    }

    /** Runs what is pending up to the first closed gate. */
    public Outcome up(Until until, RunListener listener) {
        return up(until, OnFailure.STOP, listener);
    }

    /** The same, and says what becomes of a migration in which a step fails. */
    public Outcome up(Until until, OnFailure onFailure, RunListener listener) {
        return failures.told(() -> new Upward(bench, works, listener, onFailure).up(until));
    }

    /** The same, and makes ready for the worst. */
    public Outcome up(Until until, OnFailure onFailure, Precaution precaution, RunListener listener) {
        return failures.told(() -> new Upward(bench, works, listener, onFailure, precaution).up(until));
    }

    /** What is done before anything changes. Either may throw a {@link MigrationException}, and then nothing does. */
    public interface Precaution {
        Precaution NONE = new Precaution() {
            @Override
            public void check() {}

            @Override
            public void take() {}
        };

        /** Before everything, where something is pending: whether it can be taken. */
        void check();

        /** Before the first step of the first migration that is begun. */
        void take();
    }

    /** What becomes of a migration in which a step fails. */
    public enum OnFailure {
        /** It stays where it is, to be gone on with or taken back. */
        STOP,
        /** It is taken back. */
        ROLL_BACK
    }

    /** Opens the gate of the migration in flight (or of that version) and finishes it. */
    public Outcome complete(Optional<String> version, RunListener listener) {
        return complete(version, WindowEnd.BY_ITSELF, listener);
    }

    /** Opens the gate of the migration in flight (or of that version), and perhaps ends its revert window, too. */
    public Outcome complete(Optional<String> version, WindowEnd window, RunListener listener) {
        return failures.told(() -> new Upward(bench, works, listener, OnFailure.STOP).complete(version, window));
    }

    /** When what is kept for the way back goes. */
    public enum WindowEnd {
        /** When the time is over. */
        BY_ITSELF,
        NOW
    }

    /** Takes back the migration in flight, or else the last ones applied. */
    public Outcome down(Back back, RunListener listener) {
        return failures.told(() -> new Downward(bench, works, listener).down(back));
    }

    /** What {@link #down} would run on migrations that are applied. */
    public List<Plan> planDown(Back back) {
        return failures.told(() -> new Downward(bench, works, RunListener.SILENT).plan(back));
    }

    /** What migrations have taken away or changed and is still kept, oldest first. */
    public List<Snapshot> snapshots() {
        return failures.told(() -> new Snapshots(bench, works).list());
    }

    /** Those of a migration, by its version, or the one in a table, by its name. */
    public List<Snapshot> snapshots(String name) {
        return failures.told(() -> new Snapshots(bench, works).named(name));
    }

    /** Ends the keeping of what is wanted, but for what a run in flight still needs; gives what is gone. */
    public List<Snapshot> drop(List<Snapshot> wanted, RunListener listener) {
        return failures.told(() -> new Snapshots(bench, works).drop(wanted, listener));
    }

    /** Brings kept data back, the latest first; the migrations that took them stay applied. */
    public Outcome restore(List<Snapshot> wanted, RunListener listener) {
        return failures.told(() -> new Snapshots(bench, works).restore(wanted, listener));
    }

    /** Scripts that take migrations back without this program, and the page that goes with them. Reads only. */
    public List<ExportedFile> rollbackScripts(Scripted wanted) {
        return failures.told(() -> new Exporting(bench, works).files(wanted));
    }

    /**
     * Which migrations are to have a script.
     *
     * @param versions those of these versions; none for all that are applied or pending
     * @param last so many of the last ones applied; empty for no limit
     */
    public record Scripted(List<String> versions, OptionalInt last) {
        public static final Scripted ALL = new Scripted(List.of(), OptionalInt.empty());

        public Scripted {
            versions = List.copyOf(versions);
        }
    }

    /** Everything that is wrong with files, server, privileges, data and schema, without changing anything. */
    public Validation validate() {
        return failures.told(() -> new Validating(bench, works).validate());
    }

    /** The same, and whether what is pending and what was applied last can be taken back, which is tried on a scratch database. */
    public Validation validate(Scratch scratch) {
        return failures.told(() -> new Validating(bench, works).validate(scratch));
    }

    /**
     * Runs migrations that are pending on a scratch database made like this one, takes them back there and compares. This one is
     * only read.
     */
    public Proofs prove(List<Migration> migrations, Scratch scratch) {
        return failures.told(() -> new Proving(bench, works, scratch)
                .of(migrations.stream().map(Migration::id).toList()));
    }

    /** The questions of {@link #validate} as one script of plain SQL, each with what to expect. */
    public String validationSuite() {
        return failures.told(() -> new Validating(bench, works).suite());
    }

    /** Asks the runs in flight, wherever they run, to wait between two batches; gives how many were asked. */
    public int pause(String reason) {
        return tell(new Event.PauseRequested(reason));
    }

    /** Takes back a wish to pause or abort; gives how many were told. */
    public int resume() {
        return tell(new Event.ResumeRequested());
    }

    /** Asks the runs in flight to move rows faster or slower from now on; gives how many were asked. */
    public int throttle(Guidance wish) {
        return tell(new Event.ThrottleRequested(wish));
    }

    /** Asks the runs in flight to stop, so that they can be taken back; gives how many were asked. */
    public int abort(String reason) {
        return tell(new Event.AbortRequested(reason));
    }

    /**
     * What happened in a run.
     *
     * @param name of the run, or of a migration for its last run; empty for the last run of all
     */
    public RunReport report(Optional<String> name) {
        return failures.told(() -> new PastRuns(bench).report(name));
    }

    private int tell(Event wish) {
        return failures.told(() -> {
            List<String> runs = bench.history().unfinished();
            runs.forEach(run -> works.tell(run, wish));
            return runs.size();
        });
    }

    /** Stops a call of this object after its current transaction; callable from any thread. */
    public void interrupt() {
        works.stop().request();
    }

    @Override
    public void close() {
        bench.close();
    }
}
