package dev.dbmigrations;

import dev.dbmigrations.Migrator.Back;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Proofs.Proof;
import dev.dbmigrations.change.Directives;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.PlanningOptions;
import dev.dbmigrations.plan.WayBack;
import dev.dbmigrations.project.MigrationFile;
import dev.dbmigrations.project.Script;
import dev.dbmigrations.project.SourceFile;
import dev.dbmigrations.prove.Contents;
import dev.dbmigrations.prove.Derivation;
import dev.dbmigrations.prove.Likeness;
import dev.dbmigrations.prove.Replay;
import dev.dbmigrations.prove.SampleRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A scratch database on which migrations are run one after another, as {@code up} and {@code down} run them. */
final class Trial implements AutoCloseable {
    private final Workbench copy;
    private final Deadline deadline;
    private final Session session;
    private final SampleRows samples;
    private final List<MigrationFile> shown = new ArrayList<>();
    private final List<Path> temporary = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private String spoiled = "";

    Trial(Workbench copy, Deadline deadline) {
        this.copy = copy;
        this.deadline = deadline;
        this.session = deadline.open(copy.database());
        this.samples = new SampleRows(session);
    }

    /** Why nothing more can be tried here; empty while something can. */
    String spoiled() {
        return spoiled;
    }

    /** What is to be known about what was tried. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Runs what is applied elsewhere, statement by statement; why the server would not, or empty. */
    Optional<String> replay(MigrationFile file) {
        try (Session own = deadline.open(copy.database())) {
            return new Replay(copy.database().dialect(), own, deadline.budget()).of(copy.read(file));
        } catch (MigrationException failure) {
            return Optional.of(because(failure));
        }
    }

    /** Runs it, and leaves it so. */
    void run(MigrationFile file) {
        up(file).ifPresent(failure -> spoiled = file.label() + " does not run there: " + because(failure));
    }

    /** Runs it, takes it back, compares, and runs it again; its undo is looked for where there is none. */
    Proof prove(MigrationFile file) {
        Migration migration = copy.read(file);
        WayBack way;
        try {
            way = planned(migration, copy.planning()).outcome().wayBack();
        } catch (MigrationException refused) {
            spoiled = file.label() + " does not run there";
            return failed(file, ProofProblems.notRun(file.id(), because(refused)));
        }
        return way instanceof WayBack.None && file.undo().isEmpty()
                ? derived(file, migration)
                : proved(file, List.of());
    }

    private Proof derived(MigrationFile file, Migration migration) {
        Contents before = contents();
        Derivation.Found found;
        try {
            found = new Derivation(copy.database(), session, deadline.budget(), s -> known(migration, s)).of(migration);
        } catch (DatabaseFailure failure) {
            spoiled = file.label() + " does not run there";
            return failed(file, ProofProblems.notRun(file.id(), because(failure)));
        }
        List<String> gaps = new ArrayList<>(found.gaps());
        if (gaps.isEmpty()) {
            gaps.addAll(before.differences(contents()));
        }
        if (gaps.isEmpty()) {
            return proved(withUndo(file, found.undo()), found.undo());
        }
        if (!found.undo().isEmpty()) {
            spoiled = file.label() + " was taken back there in part";
        }
        return failed(file, ProofProblems.notDerived(file.id(), gaps));
    }

    private Proof proved(MigrationFile file, List<String> undo) {
        samples.fill(contents());
        Contents before = contents();
        Optional<MigrationException> refused = up(file);
        if (refused.isPresent() && isPutBack(file, before)) {
            String why = because(refused.get());
            samples.remove();
            before = contents();
            refused = up(file);
            if (refused.isEmpty()) {
                notes.add(file.label() + " was tried on empty tables; with a few rows in them it does not run: " + why);
            }
        }
        if (refused.isPresent()) {
            spoiled = file.label() + " does not run there";
            return failed(file, ProofProblems.notRun(file.id(), because(refused.get())));
        }
        try {
            new Downward(copy, works(), RunListener.SILENT).down(Back.ONE);
        } catch (MigrationException | DatabaseFailure failure) {
            spoiled = file.label() + " cannot be taken back there";
            return failed(file, ProofProblems.notTakenBack(file.id(), because(failure)));
        }
        List<String> differences = before.differences(contents());
        makeLike(before);
        run(file);
        return differences.isEmpty()
                ? new Proof(file.id(), undo, Optional.empty())
                : failed(file, ProofProblems.notAsBefore(file.id(), differences));
    }

    /** So that what comes next is not told what this one has left behind. */
    private void makeLike(Contents before) {
        new Likeness(copy.database(), session, deadline.budget()).with(before.inventory(), object -> false);
    }

    private static Proof failed(MigrationFile file, MigrationException problem) {
        return new Proof(file.id(), List.of(), Optional.of(problem));
    }

    /** Whether all is as if it had not been begun, so that it can be tried in another way. */
    private boolean isPutBack(MigrationFile file, Contents before) {
        try {
            if (!copy.history().unfinished().isEmpty()) {
                new Downward(copy, works(), RunListener.SILENT).down(Back.ONE);
            }
        } catch (MigrationException | DatabaseFailure failure) {
            return false;
        }
        shown.remove(file);
        return before.differences(contents()).isEmpty();
    }

    private Optional<MigrationException> up(MigrationFile file) {
        if (!shown.contains(file)) {
            shown.add(file);
        }
        copy.show(shown);
        try {
            new Upward(copy, works(), RunListener.SILENT, Migrator.OnFailure.STOP).up(Until.THE_END);
            return Optional.empty();
        } catch (MigrationException failure) {
            return Optional.of(failure);
        }
    }

    private Works works() {
        return new Works(copy, deadline.stop());
    }

    private Contents contents() {
        return Contents.of(copy.database(), session);
    }

    private Plan planned(Migration migration, PlanningOptions options) {
        Planning planning = new Planning(copy, options, copy.look());
        planning.refuseBrokenSyntax(migration);
        return planning.plan(migration);
    }

    /** What takes one statement back, as far as that follows from it; with nothing kept, for a file has nothing to take it from. */
    private Optional<List<String>> known(Migration migration, Statement statement) {
        Migration alone = new Migration(
                migration.id(), List.of(statement), Migration.Undo.NONE, Directives.NONE, migration.checksums());
        PlanningOptions options = new PlanningOptions(
                        copy.planning().small(),
                        PlanningOptions.Clients.NONE,
                        copy.planning().lockWait())
                .keeping(PlanningOptions.Keeping.GONE);
        try {
            return planned(alone, options).outcome().wayBack() instanceof WayBack.Derived derived
                    ? Optional.of(derived.statements())
                    : Optional.empty();
        } catch (MigrationException refused) {
            return Optional.empty();
        }
    }

    private MigrationFile withUndo(MigrationFile file, List<String> statements) {
        try {
            Path undo = Files.createTempFile("db-migrations-undo-", ".sql");
            temporary.add(undo);
            Files.writeString(undo, Proofs.text(statements));
            String shownAs = "the undo of " + file.label();
            SourceFile source = new SourceFile(undo, shownAs, shownAs, Files.size(undo));
            return new MigrationFile(
                    file.id(), file.format(), file.up(), Optional.of(new Script.WholeFile(source)), file.transaction());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String because(RuntimeException failure) {
        if (failure instanceof MigrationException told) {
            List<String> lines = new ArrayList<>(List.of(told.what()));
            lines.addAll(told.why());
            return String.join("\n", lines);
        }
        return String.valueOf(failure.getMessage());
    }

    @Override
    public void close() {
        session.close();
        temporary.forEach(file -> file.toFile().delete());
    }
}
