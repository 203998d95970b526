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
import dev.dbmigrations.database.postgres.PostgresParser;
import dev.dbmigrations.database.postgres.PostgresVendor;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.execute.StepPlace;
import dev.dbmigrations.plan.SchemaAfter;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.TouchedTables;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Judges each step, right before it is carried out, by the rules that its author's own statements are judged by, on the
 * tables as they are at that moment.
 */
final class Examiner implements RunListener, AutoCloseable {
    /** What a rule's name must have for its finding to be about how long somebody is kept out. */
    private static final Pattern ABOUT_TIME =
            Pattern.compile("blocks|locks|rewrites|rescans|rebuilds|scans|held|unbounded");

    private final Database database;
    private final Size small;
    private final List<String> found = new ArrayList<>();
    private Map<String, String> filesBefore = Map.of();

    Examiner(Trial trial) {
        this.database = new PostgresVendor().connect(trial.login());
        this.small = trial.question().small();
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
            case Step.Prove ignored -> {}
        }
    }

    private void examine(StepPlace place, List<String> sql, boolean alone) {
        List<Statement> statements = sql.stream()
                .map(s -> new PostgresParser()
                        .parse(s, new Position(place.step().facts().id(), 1, 1)))
                .toList();
        Schema schema = database.catalog().read(TouchedTables.of(statements));
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
                    && ABOUT_TIME.matcher(finding.rule()).find()) {
                found.add(place.step().facts().id() + ": " + finding.rule() + ": "
                        + finding.message().harm());
            }
        }
        statements.stream()
                .flatMap(s -> s.changes().stream())
                .filter(Change.Unrecognized.class::isInstance)
                .forEach(c -> found.add(place.step().facts().id() + ": not understood: " + c));
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
        Map<String, String> files = new TreeMap<>();
        try (Session session = database.open("db-migrations test")) {
            session.query(
                            "SELECT c.oid || ' ' || c.relname || ' ' || c.relfilenode FROM pg_class t"
                                    + " LEFT JOIN pg_index i ON i.indrelid = t.oid"
                                    + " JOIN pg_class c ON c.oid = t.oid OR c.oid = i.indexrelid"
                                    + " WHERE t.relkind IN ('r', 'm') AND t.relnamespace = 'public'::regnamespace"
                                    + " AND t.reltuples > " + small.rows(),
                            row -> row.text(1).split(" "))
                    .forEach(row -> files.put(row[0] + " (" + row[1] + ")", row[2]));
        }
        return files;
    }

    /** Asks the server, too: whatever has other files than before was written anew under the step's lock. */
    @Override
    public void stepDone(StepPlace place, Duration took) {
        Map<String, String> now = files();
        filesBefore.forEach((what, file) -> {
            if (now.containsKey(what) && !now.get(what).equals(file)) {
                found.add(place.step().facts().id() + ": the server wrote " + what + " anew");
            }
        });
    }

    @Override
    public void close() {
        database.close();
    }
}
