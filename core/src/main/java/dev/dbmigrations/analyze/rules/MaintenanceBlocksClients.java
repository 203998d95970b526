package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.change.WholeTableChange.AlterOtherwise;
import dev.dbmigrations.dialect.Attaching;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.schema.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** CLUSTER, VACUUM FULL, REINDEX, REFRESH and the like: they rebuild what clients are using. */
@AutoService(SafetyRule.class)
public final class MaintenanceBlocksClients implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return !dialect.can(Capability.ONLINE_ALGORITHMS);
    }

    @Override
    public List<Finding> check(Subject subject) {
        boolean asked = subject.change() instanceof RunAsWritten || subject.change() instanceof AlterOtherwise;
        Lock.Blocks blocks = subject.impact().blocks();
        if (!asked
                || Attaching.isAskedBy(subject.change())
                || isReadMeanwhile(subject)
                || subject.work() == Work.METADATA
                || blocks.compareTo(Lock.Blocks.WRITES) < 0) {
            return List.of();
        }
        List<Lock> locks = subject.impact().locks().stream()
                .filter(l -> l.blocks().compareTo(Lock.Blocks.WRITES) >= 0)
                .toList();
        Optional<Table> largest = locks.stream()
                .flatMap(l -> subject.schema().table(l.table()).stream())
                .max(Comparator.comparingLong(t -> t.size().bytes()));
        if (largest.map(subject::isQuick).orElse(false)) {
            return List.of();
        }
        String on = largest.map(subject::sized)
                .orElse(subject.called(locks.getFirst().table()));
        String time = largest.map(t -> " for " + subject.timeOn(t)).orElse("");
        String harm = "stops all " + blocks.words() + " of " + on + time + ", until it is done";
        return List.of(
                subject.findingAtStart(this, harm, instead(subject.clause().sql())));
    }

    /** Nobody but the statement itself writes to a materialized view. */
    private static boolean isReadMeanwhile(Subject subject) {
        return subject.change() instanceof RunAsWritten run
                && run.action().equals("refresh materialized view concurrently");
    }

    private static String instead(String sql) {
        boolean hasConcurrentForm = sql.matches("(?is)\\s*(reindex|refresh)\\b.*");
        return hasConcurrentForm ? "say CONCURRENTLY" : "copy to a second table and swap the two, or leave it";
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                These statements rewrite a table, an index or a materialized view from end to end under a lock that stops writes or
                everything. REINDEX seems to let others read, but a query cannot even be planned while one of the indexes is locked.""", """
                It is done concurrently, or what is rebuilt is new in this migration, empty or small.""", """
                REINDEX and REFRESH have a concurrent form. A table is copied beside the old one, kept in step and swapped in.""", new Explanation.Example("""
                REINDEX INDEX orders_email_idx;""", """
                REINDEX INDEX CONCURRENTLY orders_email_idx;"""));
    }
}
