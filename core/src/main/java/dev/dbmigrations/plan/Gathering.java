package dev.dbmigrations.plan;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Directives;
import dev.dbmigrations.change.RowChange;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.change.Statement.Transaction;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.change.WholeTableChange.DropTable;
import dev.dbmigrations.change.WholeTableChange.Truncate;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.dialect.Lock.Blocks;
import dev.dbmigrations.plan.Budget.Envelope;
import dev.dbmigrations.plan.StepFacts.Reversal;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Statements that run as written, gathered into one transaction.
 *
 * <p>Tables that the migration itself makes may be worked on at will. Of the tables that others use only one is locked in a
 * transaction, and nothing long is done while it is (safety catalogue TX04, TX05).
 */
final class Gathering {
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    /** A statement with its clauses' situations and the SQL to run for it. */
    record Member(Statement statement, List<Situation> clauses, String sql) {

        Impact impact() {
            List<Lock> locks = new ArrayList<>();
            Work work = Work.METADATA;
            for (Situation clause : clauses) {
                Impact one = clause.impact();
                locks.addAll(one.locks());
                work = work.compareTo(one.work()) >= 0 ? work : one.work();
            }
            return new Impact(locks, work);
        }

        /** Tables of others that it keeps someone out of. */
        Set<TableName> locked() {
            Set<TableName> tables = new TreeSet<>();
            for (Lock lock : impact().locks()) {
                boolean isNew = clauses.getFirst()
                        .schema()
                        .table(lock.table())
                        .map(Table::isNew)
                        .orElse(false);
                if (lock.blocks().compareTo(Blocks.WRITES) >= 0 && !isNew) {
                    tables.add(lock.table());
                }
            }
            return tables;
        }
    }

    private final PlanningOptions options;
    private final Directives directives;
    private final List<Member> members = new ArrayList<>();
    private final List<String> destroys = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<TableName> locked = new TreeSet<>();
    private boolean closed;

    Gathering(PlanningOptions options, Directives directives) {
        this.options = options;
        this.directives = directives;
    }

    boolean accepts(Member member) {
        if (members.isEmpty()) {
            return true;
        }
        if (member.statement().transaction() == Transaction.FORBIDDEN) {
            return false;
        }
        Set<TableName> all = new TreeSet<>(locked);
        all.addAll(member.locked());
        boolean longUnderLock = !locked.isEmpty() && member.impact().work() != Work.METADATA;
        return all.size() <= 1 && (!longUnderLock || isRefilling(member));
    }

    /** Whoever waits for the lock waits a little longer, and nobody finds the table empty. */
    private boolean isRefilling(Member member) {
        Schema schema = member.clauses().getFirst().schema();
        Set<TableName> emptied = new TreeSet<>();
        members.forEach(m -> emptied.addAll(Refill.emptiedBy(m.statement(), schema)));
        List<Statement> filling = Stream.concat(members.stream(), Stream.of(member))
                .map(Member::statement)
                .filter(s -> Refill.isFilling(s, emptied, schema))
                .toList();
        return filling.contains(member.statement()) && Refill.areBrief(filling);
    }

    void add(Member member) {
        member.clauses().forEach(this::judge);
        members.add(member);
        locked.addAll(member.locked());
        closed = member.statement().transaction() == Transaction.FORBIDDEN
                || directives.transactionNone()
                || member.statement().changes().stream().anyMatch(Gathering::isUsedOnceCommitted);
    }

    /** A new value of an enum may be named by nobody before it is committed. */
    private static boolean isUsedOnceCommitted(Change change) {
        return change instanceof Change.RunAsWritten written && written.action().equals("alter type add value");
    }

    boolean isClosed() {
        return closed;
    }

    /** Refuses what would keep others out for long, unless the author has chosen it. */
    private void judge(Situation situation) {
        Change change = situation.clause().change();
        if (change instanceof Change.Unrecognized unknown) {
            notes.add(situation.position().atLine() + " is not analysed (" + unknown.because()
                    + "); it runs as written under the lock budget");
        }
        noteLoss(situation, change);
        if (change instanceof RowChange
                || directives.strategy().filter(s -> s == Strategy.DIRECT).isPresent()) {
            return;
        }
        situation.refuseIfBlocking();
    }

    private void noteLoss(Situation situation, Change change) {
        TableName lost = switch (change) {
            case Truncate truncate -> truncate.table();
            case DropTable drop -> drop.table();
            default -> null;
        };
        if (lost == null) {
            return;
        }
        situation
                .schema()
                .table(lost)
                .filter(t -> !t.isNew() && !t.size().isEmpty())
                .ifPresent(t ->
                        destroys.add("the rows of " + t.name() + " (" + t.size().rows() + ")"));
    }

    List<String> destroys() {
        return destroys;
    }

    List<String> notes() {
        return notes;
    }

    Optional<Step> step() {
        if (members.isEmpty()) {
            return Optional.empty();
        }
        Member first = members.getFirst();
        if (commitsByItself(first)) {
            Situation clause = first.clauses().getFirst();
            return Optional.of(clause.pen().brief(title(), impact(), undo(), first.sql()));
        }
        List<String> sql = members.stream().map(Member::sql).toList();
        StepFacts facts = new StepFacts(
                "",
                title(),
                first.statement().position().atLine(),
                impact(),
                budget(first),
                new Reversal(undo(), Probe.journal()),
                settings());
        if (first.statement().transaction() == Transaction.FORBIDDEN) {
            return Optional.of(new Step.RunAlone(facts, first.sql(), Optional.empty()));
        }
        return Optional.of(new Step.RunSql(facts, sql, members.size() == 1 ? List.of() : lines()));
    }

    private List<Integer> lines() {
        return members.stream().map(m -> m.statement().position().line()).toList();
    }

    private List<String> settings() {
        return members.stream()
                .filter(m -> SessionSetting.isMadeBy(m.statement()))
                .map(Member::sql)
                .toList();
    }

    /** Where a DDL statement ends the transaction it is in. */
    private static boolean commitsByItself(Member member) {
        return member.statement().transaction() == Transaction.FORBIDDEN
                && !member.clauses().getFirst().can(Capability.TRANSACTIONAL_DDL);
    }

    private Budget budget(Member first) {
        boolean free = locked.isEmpty() || directives.strategy().isPresent();
        Budget budget = first.statement().transaction() == Transaction.FORBIDDEN
                ? new Budget(Envelope.CONCURRENT, Duration.ZERO)
                : new Budget(Envelope.BRIEF, options.lockWait()).endingAfter(free ? Duration.ZERO : AT_MOST);
        // What takes longest stands for all.
        return members.stream()
                .flatMap(member -> member.clauses().stream()
                        .map(clause -> clause.forecast(budget, member.impact().work())))
                .max(Comparator.comparing(Budget::expected))
                .orElse(budget);
    }

    private Impact impact() {
        List<Lock> locks = new ArrayList<>();
        Work work = Work.METADATA;
        for (Member member : members) {
            Impact one = member.impact();
            locks.addAll(one.locks());
            work = work.compareTo(one.work()) >= 0 ? work : one.work();
        }
        return new Impact(locks.stream().distinct().toList(), work);
    }

    private String title() {
        String first = members.getFirst().sql().strip().replaceAll("\\s+", " ");
        String cut = first.length() > 60 ? first.substring(0, 57) + "..." : first;
        return members.size() == 1 ? "run " + cut : "run " + members.size() + " statements from " + cut;
    }

    private Undo undo() {
        WaysBack ways = null;
        for (Member member : members) {
            for (Situation clause : member.clauses()) {
                if (ways == null) {
                    ways = new WaysBack(clause.server().dialect());
                }
                ways.add(clause);
            }
        }
        if (ways == null) {
            return new Undo.Nothing("it does nothing");
        }
        return switch (ways.wayBack()) {
            case WayBack.None none -> new Undo.Impossible(String.join("; ", none.because()));
            case WayBack.Derived derived ->
                derived.statements().isEmpty()
                        ? new Undo.Nothing("it leaves nothing behind")
                        : new Undo.Run(derived.statements());
            case WayBack.Written ignored -> new Undo.Impossible("the undo file is for the whole migration");
        };
    }
}
