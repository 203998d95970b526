package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.analyze.Review;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.Optional;

/** A change that writes the table anew beside its writers: it needs the space a second time, and replicas wait. */
@AutoService(SafetyRule.class)
public final class TableRebuildDelaysReplicas implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return dialect.can(Capability.ONLINE_ALGORITHMS);
    }

    @Override
    public List<Finding> review(Review review) {
        return UncheckedKeys.without(review).flatMap(s -> found(s).stream()).toList();
    }

    private List<Finding> found(Subject subject) {
        boolean stops = subject.impact().blocks().compareTo(Lock.Blocks.WRITES) >= 0;
        Optional<Table> rebuilt = subject.table()
                .or(() -> subject.impact().locks().stream()
                        .flatMap(l -> subject.schema().table(l.table()).stream())
                        .findFirst());
        if (subject.work() != Work.REWRITE || stops || rebuilt.isEmpty() || subject.isQuick(rebuilt.get())) {
            return List.of();
        }
        Table table = rebuilt.get();
        String harm = "writes " + subject.sized(table) + " anew in " + subject.timeOn(table) + ": needs another "
                + InWords.bytes(table.size().bytes() + table.size().indexBytes())
                + " of disk, and replicas fall behind by as long";
        return List.of(subject.finding(
                this,
                Words.of(subject.change()),
                harm,
                "leave it out if nothing depends on it, or copy in batches at the replicas' pace"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The server writes the table and its indexes anew while clients go on reading and writing. Meanwhile both are on the
                disk, and what clients write is logged. A replica begins when the change is over here, and applies nothing else until
                it is done too. NULL or NOT NULL, a primary key, the order of columns, the row format and OPTIMIZE TABLE are of this
                kind.""", """
                Only the catalog is changed, or indexes only; or the table is new in this migration, empty or small.""", """
                A change that nobody needs, such as the order of columns, is left out. Another goes into a second column or table that
                is filled in batches, at a pace that replicas can bear.""", new Explanation.Example("""
                ALTER TABLE orders MODIFY COLUMN email varchar(50) NOT NULL;""", """
                ALTER TABLE orders MODIFY COLUMN email varchar(60);"""));
    }
}
