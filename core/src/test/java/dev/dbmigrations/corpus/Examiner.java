package dev.dbmigrations.corpus;

import dev.dbmigrations.analyze.Analysis;
import dev.dbmigrations.analyze.Effects;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.RuleCatalogue;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Directives;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Position;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.execute.StepPlace;
import dev.dbmigrations.plan.SchemaAfter;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.TouchedTables;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Size;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Judges each step, right before it is carried out, by the rules that its author's own statements are judged by, on the
 * tables as they are at that moment.
 */
final class Examiner implements RunListener, AutoCloseable {
    /** What a rule's name must have for its finding to be about how long somebody is kept out. */
    private static final Pattern ABOUT_TIME =
            Pattern.compile("blocks|locks|rewrites|rescans|rebuilds|scans|held|unbounded");

    private static final String COPY = "table-copy-blocks-writes";

    private final Database database;
    private final Ground ground;
    private final Size small;
    private final Set<TableName> tablesBefore;
    private final List<String> found = new ArrayList<>();
    private Map<String, String> filesBefore = Map.of();

    Examiner(Trial trial) {
        this.ground = trial.where().ground();
        this.database = ground.vendor().connect(trial.login());
        this.small = trial.where().small();
        this.tablesBefore = Set.copyOf(database.catalog().readAll().tables().keySet());
    }

    /** What was found, one line for each. */
    List<String> found() {
        return found;
    }

    @Override
    public void stepStarted(StepPlace place) {
        filesBefore = files();
        switch (place.step()) {
            case Step.RunSql run -> examine(place, run.sql(), /* alone= */ false);
            case Step.RunAlone run -> examine(place, List.of(run.sql()), /* alone= */ true);
            case Step.MoveRows ignored -> {}
            case Step.CatchUp ignored -> {}
            case Step.Prove ignored -> {}
            case Step.CompareTables ignored -> {}
        }
    }

    private void examine(StepPlace place, List<String> sql, boolean alone) {
        List<Statement> statements = sql.stream()
                .map(s -> ground.vendor()
                        .parser()
                        .parse(s, new Position(place.step().facts().id(), 1, 1)))
                .toList();
        Schema schema = seen(database.catalog().read(TouchedTables.of(statements)));
        Migration step = new Migration(
                new Migration.Id(
                        Migration.Kind.VERSIONED,
                        "1",
                        "step",
                        place.step().facts().id()),
                statements,
                Migration.Undo.NONE,
                new Directives(false, java.util.Optional.empty(), alone, List.of(), Directives.Conversions.NONE),
                new Migration.Checksums(0, ""));
        for (Finding finding : analysis().of(step, schema).active()) {
            if (finding.isAtLeast(Severity.ERROR)
                    && ABOUT_TIME.matcher(finding.rule()).find()
                    && !(finding.rule().equals(COPY) && statements.stream().allMatch(Examiner::isHeldToLess))) {
                found.add(place.step().facts().id() + ": " + finding.rule() + ": "
                        + finding.message().harm());
            }
        }
        statements.stream()
                .flatMap(s -> s.changes().stream())
                .filter(Change.Unrecognized.class::isInstance)
                .forEach(c -> found.add(place.step().facts().id() + ": not understood: " + c));
    }

    /** Tables that the run itself has made are nobody else's. */
    private Schema seen(Schema schema) {
        Schema seen = schema;
        for (Table table : schema.tables().values()) {
            if (!tablesBefore.contains(table.name())) {
                seen = seen.with(new Table(
                        table.name(),
                        table.kind(),
                        table.columns(),
                        table.indexes(),
                        table.constraints(),
                        new Table.Surroundings(
                                table.size(),
                                /* isNew= */ true,
                                table.surroundings().referencing(),
                                table.surroundings().dependents(),
                                table.surroundings().triggers())));
            }
        }
        return seen;
    }

    /** The server refuses such a statement rather than copy the table, and {@link #stepDone} sees whether it has done so. */
    private static boolean isHeldToLess(Statement statement) {
        return statement.clauses().stream()
                .allMatch(c -> List.of("instant", "nocopy", "inplace")
                        .contains(c.asked().algorithm()));
    }

    private Analysis analysis() {
        SchemaAfter evolution = new SchemaAfter(database.dialect().names());
        return new Analysis(
                new Effects(database.dialect(), database.oracle()),
                evolution::after,
                small,
                RuleCatalogue.discovered());
    }

    /** The files of large tables and their indexes, by what they belong to. */
    private Map<String, String> files() {
        try (Session session = database.open("db-migrations test")) {
            return ground.files(session, small);
        }
    }

    /** Asks the server, too: whatever has other files than before was written anew under the step's lock. */
    @Override
    public void stepDone(StepPlace place, Duration took) {
        Map<String, String> now = files();
        filesBefore.forEach((what, file) -> {
            if (now.containsKey(what) && !now.get(what).equals(file) && isWrittenUnderLock(place.step())) {
                found.add(place.step().facts().id() + ": the server wrote " + what + " anew");
            }
        });
    }

    private boolean isWrittenUnderLock(Step step) {
        return switch (step) {
            case Step.RunSql run -> ground.isWrittenUnderLock(run.sql());
            case Step.RunAlone run -> ground.isWrittenUnderLock(List.of(run.sql()));
            case Step.MoveRows ignored -> true;
            case Step.CatchUp ignored -> true;
            case Step.Prove ignored -> true;
            case Step.CompareTables ignored -> true;
        };
    }

    @Override
    public void close() {
        database.close();
    }
}
