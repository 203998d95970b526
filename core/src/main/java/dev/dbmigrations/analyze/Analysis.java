package dev.dbmigrations.analyze;

import dev.dbmigrations.analyze.Effect.Certainty;
import dev.dbmigrations.analyze.StatementAnalysis.Worked;
import dev.dbmigrations.analyze.Subject.Held;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.Directives;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.change.TableChange;
import dev.dbmigrations.change.Waiver;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The examination of migrations on one database: every rule on every change, each with the tables as they are when its
 * turn comes.
 *
 * @param effects who says what a change does
 * @param evolution what the tables look like after it
 * @param small tables up to this size may be read or rewritten under a lock
 * @param catalogue the rules
 * @param today by which waivers that have an end are judged
 */
public record Analysis(
        Effects effects, SchemaEvolution evolution, Size small, RuleCatalogue catalogue, LocalDate today) {

    /** On a day on which every waiver holds. */
    public Analysis(Effects effects, SchemaEvolution evolution, Size small, RuleCatalogue catalogue) {
        this(effects, evolution, small, catalogue, LocalDate.MIN);
    }

    /**
     * Examines a migration as if it were run as written, in one transaction unless it says otherwise.
     *
     * @param schema the tables it touches, as they are before it
     */
    public MigrationAnalysis of(Migration migration, Schema schema) {
        Progress progress = new Progress(schema);
        List<StatementAnalysis> statements = new ArrayList<>();
        for (Statement statement : migration.statements()) {
            statements.add(read(statement, migration.directives(), progress));
        }
        Review review = new Review(migration, progress.subjects, progress.schema, progress.found);
        rules().forEach(rule -> progress.found.addAll(rule.review(review)));
        return new MigrationAnalysis(migration, statements, inOrder(migration.directives(), progress.found));
    }

    /** Those about servers of this kind. */
    private List<SafetyRule> rules() {
        return catalogue.rules().stream()
                .filter(rule -> rule.concerns(effects.dialect()))
                .toList();
    }

    /** What changes from statement to statement while a migration is read. */
    private static final class Progress {
        private Schema schema;
        private final List<Held> held = new ArrayList<>();
        private final List<Subject> subjects = new ArrayList<>();
        private final List<Finding> found = new ArrayList<>();

        Progress(Schema schema) {
            this.schema = schema;
        }
    }

    private StatementAnalysis read(Statement statement, Directives directives, Progress progress) {
        if (endsTransaction(statement, directives)) {
            progress.held.clear();
        }
        List<Held> before = List.copyOf(progress.held);
        List<Effect> found = new ArrayList<>();
        Optional<Worked> worked = Optional.empty();
        Optional<DurationEstimate> time = Optional.empty();
        for (Clause written : statement.clauses()) {
            for (Clause clause : effects.dialect().resolved(written, progress.schema)) {
                Effect effect = effects.of(clause, progress.schema);
                Subject.Setting setting =
                        new Subject.Setting(effects.dialect(), directives, small, before, effects.experience());
                Subject subject = new Subject(statement, clause, progress.schema, effect.impact(), setting);
                judge(subject, progress);
                found.add(effect);
                worked = worked.or(() -> worked(clause.change(), subject.schema()));
                time = sum(time, timeOf(effect.impact(), worked));
            }
        }
        if (endsTransaction(statement, directives)) {
            progress.held.clear();
        }
        return new StatementAnalysis(
                statement, union(found), time.orElse(DurationEstimate.INSTANT), worked, leastCertain(found));
    }

    /** Every rule on one change, which is done after it. */
    private void judge(Subject subject, Progress progress) {
        progress.subjects.add(subject);
        rules().forEach(rule -> progress.found.addAll(rule.check(subject)));
        subject.impact().locks().stream()
                .filter(l -> l.blocks().compareTo(Lock.Blocks.WRITES) >= 0)
                .forEach(l -> progress.held.add(new Held(l, subject.statement().position())));
        progress.schema = evolution.after(progress.schema, subject.change());
    }

    private static boolean endsTransaction(Statement statement, Directives directives) {
        return directives.transactionNone()
                || statement.transaction() == Statement.Transaction.FORBIDDEN
                || statement.changes().stream()
                        .anyMatch(c -> c instanceof Change.RunAsWritten run
                                && run.action().matches("(?i)(begin|start transaction|commit|end|rollback)\\b.*"));
    }

    private static Optional<Worked> worked(Change change, Schema schema) {
        return change instanceof TableChange on
                ? schema.table(on.table()).map(t -> new Worked(t.name(), t.size(), t.isNew()))
                : Optional.empty();
    }

    /** Empty when it is over at once. */
    private Optional<DurationEstimate> timeOf(Impact impact, Optional<Worked> worked) {
        return Effort.of(impact.work())
                .flatMap(effort -> worked.map(w -> effects.experience().of(effort, w.size())));
    }

    private static Optional<DurationEstimate> sum(Optional<DurationEstimate> one, Optional<DurationEstimate> other) {
        return one.isPresent() ? other.map(one.get()::plus).or(() -> one) : other;
    }

    private static Impact union(List<Effect> effects) {
        List<Lock> locks = new ArrayList<>();
        Work work = Work.METADATA;
        for (Effect effect : effects) {
            for (Lock lock : effect.impact().locks()) {
                locks.removeIf(l -> l.table().equals(lock.table()) && l.blocks().compareTo(lock.blocks()) <= 0);
                if (locks.stream().noneMatch(l -> l.table().equals(lock.table()))) {
                    locks.add(lock);
                }
            }
            work = work.compareTo(effect.impact().work()) >= 0
                    ? work
                    : effect.impact().work();
        }
        return new Impact(locks, work);
    }

    private static Certainty leastCertain(List<Effect> effects) {
        return effects.stream()
                .map(Effect::certainty)
                .min(Comparator.naturalOrder())
                .orElse(Certainty.UNKNOWN);
    }

    /** In the order of the file, the accepted ones marked. */
    private List<Finding> inOrder(Directives directives, List<Finding> found) {
        return found.stream()
                .map(f -> judged(f, directives.waivers()))
                .sorted(Comparator.comparingInt(
                                (Finding f) -> f.place().position().line())
                        .thenComparingInt(f -> f.place().position().column())
                        .thenComparing(Comparator.comparing(Finding::severity).reversed())
                        .thenComparing(Finding::rule))
                .toList();
    }

    private Finding judged(Finding finding, List<Waiver> waivers) {
        List<Waiver> about =
                waivers.stream().filter(w -> w.rule().equals(finding.rule())).toList();
        return about.stream()
                .filter(w -> !w.isOver(today))
                .findFirst()
                .map(w -> finding.waived(w.reason()))
                .or(() -> about.stream()
                        .flatMap(w -> w.until().stream())
                        .max(Comparator.naturalOrder())
                        .map(end -> finding.noting("accepted until " + end + ", and that is over")))
                .orElse(finding);
    }
}
