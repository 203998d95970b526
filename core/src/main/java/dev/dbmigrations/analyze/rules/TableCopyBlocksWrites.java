package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.Review;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.AddConstraint.AddCheck;
import dev.dbmigrations.change.AddConstraint.AddForeignKey;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.ColumnChange.AddColumn;
import dev.dbmigrations.change.TableChange;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.schema.Column.Generation;
import java.util.List;

/** A change that the server makes by copying every row: nobody writes to the table until it is done. */
@AutoService(SafetyRule.class)
public final class TableCopyBlocksWrites implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.ERROR;
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
        if (!(subject.change() instanceof TableChange)
                || subject.work() != Work.REWRITE
                || !stops
                || isRefusedInstead(subject)
                || !subject.isSlow()
                || !subject.hasClients()) {
            return List.of();
        }
        return List.of(finding(subject));
    }

    /** Whoever asks for a rung without a copy gets it, or the server's refusal; where it copies all the same there is another rule. */
    private static boolean isRefusedInstead(Subject subject) {
        Clause.Manner asked = subject.clause().asked();
        return asked.algorithm().equals("instant")
                || asked.algorithm().equals("nocopy")
                || asked.lock().equals("none");
    }

    private Finding finding(Subject subject) {
        String harm = "stops all " + (isForWrites(subject) ? "writes to " : "reads and writes of ") + subject.sized()
                + " for " + subject.time() + ", while every row is copied";
        return subject.finding(this, Words.of(subject.change()), harm, instead(subject.change()));
    }

    private static boolean isForWrites(Subject subject) {
        return subject.impact().blocks() == Lock.Blocks.WRITES;
    }

    private static String instead(Change change) {
        return switch (change) {
            case AddColumn add ->
                add.definition().generation() == Generation.COMPUTED_STORED
                        ? "make it VIRTUAL, or a plain column that is filled in batches"
                        : "add it bare and nullable, and fill it in batches";
            case ColumnChange column -> "move to a second column kept in step by triggers";
            case AddForeignKey key -> "look the rows up first, and add it without the server's own look";
            case AddCheck check -> "check in triggers, or copy to a second table that has it and swap the two";
            default -> "copy to a second table kept in step by triggers, and swap the two";
        };
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The server makes a second copy of the table, row by row, and lets others read the old one but not write to it until
                the copy is complete. Changes of type, stored computed columns, defaults that differ from row to row, checked
                constraints, another character set, another engine and a new cut into partitions all need it.""", """
                The server does the change in place or in the catalog alone: it is asked on an empty copy of the table. Or it copies
                while rows are written (MariaDB from 11.2 on), or the table is new in this migration, empty or small.""", """
                A second column of the new kind is added, triggers keep both in step, the old rows are copied in batches, and the two
                columns exchange their names in one statement. For a change of the whole table the same is done with a second table.""", new Explanation.Example("""
                ALTER TABLE orders ADD COLUMN gross bigint GENERATED ALWAYS AS (total * 2) STORED, ADD CONSTRAINT total_positive CHECK (total > 0);""", """
                ALTER TABLE orders ADD COLUMN gross bigint GENERATED ALWAYS AS (total * 2) VIRTUAL;"""));
    }
}
