package dev.dbmigrations.plan;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.schema.TableName;
import java.util.List;
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
 */
public record Plan(
        Migration.Id migration,
        Basis basis,
        Strategy strategy,
        List<DataCheck> checks,
        List<Phase> phases,
        Outcome outcome) {

    /**
     * @param server the server and its version
     * @param fingerprint of the tables it touches
     * @param tables those tables
     */
    public record Basis(String server, String fingerprint, List<TableName> tables) {
        public Basis {
            tables = List.copyOf(tables);
        }
    }

    /**
     * @param wayBack how to undo it when it is complete
     * @param destroys the data that goes for good with it, in plain words
     * @param notes what a reviewer should know
     */
    public record Outcome(WayBack wayBack, List<String> destroys, List<String> notes) {
        public Outcome {
            destroys = List.copyOf(destroys);
            notes = List.copyOf(notes);
        }
    }

    public Plan {
        checks = List.copyOf(checks);
        phases = List.copyOf(phases);
    }

    public Stream<Step> steps() {
        return phases.stream().flatMap(p -> p.steps().stream());
    }

    public boolean isGated() {
        return phases.stream().anyMatch(Phase::isGated);
    }
}
