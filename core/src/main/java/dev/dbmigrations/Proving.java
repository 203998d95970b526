package dev.dbmigrations;

import dev.dbmigrations.Options.Accepted;
import dev.dbmigrations.Options.Files;
import dev.dbmigrations.Options.Gates;
import dev.dbmigrations.Options.OutOfOrder;
import dev.dbmigrations.Proofs.Proof;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.execute.Stopped;
import dev.dbmigrations.history.HistoryLook;
import dev.dbmigrations.history.Home;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.project.MigrationFile;
import dev.dbmigrations.prove.Likeness;
import dev.dbmigrations.schema.CatalogObject;
import dev.dbmigrations.schema.Inventory;
import dev.dbmigrations.validate.Mentioned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tries migrations and their ways back on a scratch database that is made like the live one: those that are applied are run there as
 * they are written, and what then is other than in the live catalog is made like it, object by object.
 */
final class Proving {
    private static final int APPLIED_AT_MOST = 10;

    private final Workbench live;
    private final Works works;
    private final Scratch scratch;
    private final List<Proof> tried = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<MigrationException> warnings = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private String notReplayed = "";

    Proving(Workbench live, Works works, Scratch scratch) {
        this.live = live;
        this.works = works;
        this.scratch = scratch;
    }

    /** Those migrations that are pending, on what all before them leave behind. */
    Proofs of(List<Migration.Id> wanted) {
        return prove(List.of(), id -> wanted.stream().anyMatch(other -> Ids.same(id, other)));
    }

    /** All that are pending, the last one that is applied, and those shortly before it whose way back is written. */
    Proofs ofAll() {
        return prove(latest(live.history()), id -> true);
    }

    private List<MigrationFile> latest(HistoryLook look) {
        List<MigrationFile> versioned = live.folder().files().stream()
                .filter(file -> file.id().kind() == Migration.Kind.VERSIONED)
                .filter(file -> look.applied().stream().anyMatch(a -> Ids.same(file.id(), a.id())))
                .toList();
        return versioned.stream()
                .skip(Math.max(0, versioned.size() - APPLIED_AT_MOST))
                .filter(file -> file.undo().isPresent() || file.equals(versioned.getLast()))
                .toList();
    }

    private Proofs prove(List<MigrationFile> applied, Predicate<Migration.Id> isWanted) {
        HistoryLook look = live.history();
        List<Plan> inFlight = look.unfinished().stream().map(works::plan).toList();
        List<Migration.Id> begun = inFlight.stream().map(Plan::migration).toList();
        List<MigrationFile> pending = new Comparison(live, look.applied(), begun).pending();
        List<MigrationFile> done = live.folder().files().stream()
                .filter(file -> begun.stream().anyMatch(id -> Ids.same(file.id(), id))
                        || look.applied().stream().anyMatch(a -> Ids.same(file.id(), a.id())))
                .toList();
        Inventory model = live.database().catalog().inventory();
        try (Workbench copy = Workbench.connect(options());
                Deadline deadline = new Deadline(scratch.limit(), works.stop());
                Trial trial = new Trial(copy, deadline)) {
            likened(
                    copy,
                    deadline,
                    likeness -> likeness.begin(model, live.database().catalog().defaultSchema()));
            done.forEach(file -> repeat(trial, deadline, file, applied));
            likened(copy, deadline, likeness -> compare(done.size(), likeness.with(model, ofRuns(look, inFlight))));
            pending.forEach(file -> step(trial, deadline, file, isWanted));
            notes.addAll(trial.notes());
            return new Proofs(copy.database().dialect().version().toString(), tried, notes, warnings, unknown);
        }
    }

    /** As the live one is worked on, but that nobody else is there. */
    private Options options() {
        Options options = live.options();
        Options.Running running = options.running();
        return new Options(
                scratch.login(),
                new Files(options.files().locations(), options.files().shownFrom(), OutOfOrder.APPLY),
                options.planning(),
                new Options.Running(
                        Gates.OPEN,
                        running.lockPatience(),
                        running.batches(),
                        new Accepted(true, true, true),
                        Optional.of(Duration.ZERO)));
    }

    private static void likened(Workbench copy, Deadline deadline, java.util.function.Consumer<Likeness> work) {
        try (Session session = deadline.open(copy.database())) {
            work.accept(new Likeness(copy.database(), session, deadline.budget()));
        }
    }

    /** What is in flight has changed in part what it is about. */
    private Predicate<CatalogObject> ofRuns(HistoryLook look, List<Plan> inFlight) {
        if (inFlight.isEmpty()) {
            return object -> false;
        }
        return new Mentioned(inFlight, look.home().map(Home::schema).orElse(""))::names;
    }

    private void compare(int replayed, Likeness.Result result) {
        notes.add("a scratch database with " + InWords.count(replayed, "migration") + " that "
                + (replayed == 1 ? "is" : "are") + " applied"
                + (result.copied() == 0
                        ? ""
                        : ", and " + InWords.count(result.copied(), "object") + " of the catalog"));
        if (!result.remaining().isEmpty()) {
            warnings.add(ProofProblems.unlike(result.remaining(), notReplayed));
        }
    }

    private void repeat(Trial trial, Deadline deadline, MigrationFile file, List<MigrationFile> applied) {
        Stopped.check(works.stop(), "the same command again");
        if (deadline.isOver()) {
            notReplayed = "the time was over before " + file.label();
        }
        boolean isWanted = applied.contains(file);
        if (!notReplayed.isEmpty() || !trial.spoiled().isEmpty()) {
            if (isWanted) {
                unknown.add(file.label() + ": " + (notReplayed.isEmpty() ? trial.spoiled() : notReplayed));
            }
            trial.replay(file);
        } else if (isWanted) {
            tried.add(trial.prove(file));
        } else {
            trial.replay(file).ifPresent(why -> notReplayed = file.label() + " does not run there: " + why);
        }
    }

    private void step(Trial trial, Deadline deadline, MigrationFile file, Predicate<Migration.Id> isWanted) {
        Stopped.check(works.stop(), "the same command again");
        boolean wanted = isWanted.test(file.id()) && file.id().kind() == Migration.Kind.VERSIONED;
        if (deadline.isOver() || !trial.spoiled().isEmpty()) {
            if (wanted) {
                unknown.add(file.label() + ": " + (deadline.isOver() ? "the time was over" : trial.spoiled()));
            }
        } else if (wanted) {
            Proof proof = trial.prove(file);
            if (deadline.isOver() && !proof.holds()) {
                unknown.add(file.label() + ": the time was over");
            } else {
                tried.add(proof);
            }
        } else {
            trial.run(file);
        }
    }
}
