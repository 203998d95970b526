package dev.dbmigrations.plan;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.schema.SchemaObject;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What will be done for one migration on one database. A value: it can be printed, compared, stored and carried on.
 *
 * @param migration for which file
 * @param basis what it was planned on
 * @param strategy the strongest strategy in it
 * @param checks what must be true of the data before the first step
 * @param phases in order
 * @param outcome what it leaves behind
 * @param choices what was weighed against what, for each large table whose rows it moves
 * @param afterwards what must be true of the data before the old shape goes, and behind the last step
 */
public record Plan(
        Migration.Id migration,
        Basis basis,
        Strategy strategy,
        List<DataCheck> checks,
        List<Phase> phases,
        Outcome outcome,
        List<Choice> choices,
        List<DataCheck> afterwards) {

    /**
     * @param server the server and its version
     * @param fingerprint of the tables it touches
     * @param tables those tables
     * @param objects what they had
     */
    public record Basis(String server, String fingerprint, List<TableName> tables, List<SchemaObject> objects) {

        /** Plans of earlier versions, which the journal may hold, do not tell of objects. */
        public Basis {
            tables = List.copyOf(tables);
            objects = List.copyOf(Objects.requireNonNullElse(objects, List.of()));
        }

        /** Of which it is not told what they had. */
        public Basis(String server, String fingerprint, List<TableName> tables) {
            this(server, fingerprint, tables, List.of());
        }
    }

    /**
     * @param wayBack how to undo it when it is complete
     * @param destroys the data that goes for good with it, in plain words
     * @param notes what a reviewer should know
     * @param keeps the data that it takes away or changes, and that is kept
     */
    public record Outcome(WayBack wayBack, List<String> destroys, List<String> notes, List<Kept> keeps) {

        /** Plans of earlier versions, which the journal may hold, keep nothing. */
        public Outcome {
            destroys = List.copyOf(destroys);
            notes = List.copyOf(notes);
            keeps = List.copyOf(Objects.requireNonNullElse(keeps, List.of()));
        }

        /** With nothing kept. */
        public Outcome(WayBack wayBack, List<String> destroys, List<String> notes) {
            this(wayBack, destroys, notes, List.of());
        }
    }

    /** Plans of earlier versions, which the journal may hold, tell of no choices and ask nothing afterwards. */
    public Plan {
        checks = List.copyOf(checks);
        phases = List.copyOf(phases);
        choices = List.copyOf(Objects.requireNonNullElse(choices, List.of()));
        afterwards = List.copyOf(Objects.requireNonNullElse(afterwards, List.of()));
    }

    /** A plan with nothing to choose. */
    public Plan(
            Migration.Id migration,
            Basis basis,
            Strategy strategy,
            List<DataCheck> checks,
            List<Phase> phases,
            Outcome outcome) {
        this(migration, basis, strategy, checks, phases, outcome, List.of(), List.of());
    }

    public Stream<Step> steps() {
        return phases.stream().flatMap(p -> p.steps().stream());
    }

    /** The step with which the migration is applied, where more follows that only clears away; else it is with the last. */
    public Optional<Step> applying() {
        boolean clears = phases.stream().anyMatch(p -> p.kind() == Phase.Kind.RETIRE);
        return clears
                ? phases.stream()
                        .filter(p -> p.kind() != Phase.Kind.RETIRE)
                        .flatMap(p -> p.steps().stream())
                        .reduce((first, second) -> second)
                : Optional.empty();
    }

    public boolean isGated() {
        return phases.stream().anyMatch(Phase::isGated);
    }
}
