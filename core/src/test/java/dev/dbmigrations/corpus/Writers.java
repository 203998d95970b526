package dev.dbmigrations.corpus;

import dev.dbmigrations.Options.Gates;
import dev.dbmigrations.corpus.WritersFile.Section;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.execute.StepPlace;
import dev.dbmigrations.plan.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The clients of a trial while its migration runs: those of the old shape until the gate, those of the new from when it is there. */
final class Writers implements AutoCloseable {
    private final Trial trial;
    private final WritersFile file;
    private final String expanded;
    private final List<Writer> all = new ArrayList<>();
    private final int rowsBefore;

    private Writers(Trial trial, WritersFile file) {
        this.trial = trial;
        this.file = file;
        this.expanded = trial.plan().phases().stream()
                .filter(p -> p.kind() == Phase.Kind.EXPAND)
                .map(p -> p.steps().getLast().facts().id())
                .reduce("", (first, last) -> last);
        this.rowsBefore = trial.picture().rows().size();
    }

    static Writers of(Trial trial) {
        return new Writers(trial, WritersFile.of(trial.where().text("writers.sql")));
    }

    void untilTheEnd() {
        start(Section.BOTH);
        Optional<Writer> old = start(Section.OLD);
        boolean waits = trial.up(Gates.CLOSED, whenExpanded()).waiting().isPresent();
        all.forEach(Writer::awaitWork);
        old.ifPresent(Writer::close);
        if (waits) {
            trial.complete(RunListener.SILENT);
        }
        all.stream().filter(w -> !w.isOver()).forEach(Writer::awaitWork);
        all.forEach(Writer::close);
    }

    private Optional<Writer> start(Section section) {
        List<String> statements = file.of(section);
        if (statements.isEmpty()) {
            return Optional.empty();
        }
        Writer writer = Writer.start(trial.where().ground(), trial.connection(), statements);
        all.add(writer);
        return Optional.of(writer);
    }

    private RunListener whenExpanded() {
        return new RunListener() {
            @Override
            public void stepDone(StepPlace place, Duration took) {
                if (place.step().facts().id().equals(expanded)) {
                    start(Section.NEW);
                }
            }
        };
    }

    List<String> failures() {
        return all.stream().flatMap(w -> w.failures().stream()).toList();
    }

    /** What is not there or not as it was written; empty when all is well. */
    List<String> losses() {
        List<String> losses = new ArrayList<>();
        file.of(Section.CHECK).forEach(query -> losses.addAll(trial.ask(query)));
        long wanted = rowsBefore + all.stream().mapToLong(Writer::rowsAdded).sum();
        int present = trial.picture().rows().size();
        if (present != wanted) {
            losses.add(present + " rows instead of " + wanted);
        }
        return losses;
    }

    @Override
    public void close() {
        all.forEach(Writer::close);
    }
}
