package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.ColumnChange.AddColumn;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.schema.Column.Generation;
import java.util.List;

/** A new serial or identity column: every row gets its number while nobody can use the table. */
@AutoService(SafetyRule.class)
public final class IdentityColumnRewritesTable implements SafetyRule {

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
        if (!(subject.change() instanceof AddColumn add)
                || !isNumbered(add.definition().generation())
                || subject.work() != Work.REWRITE
                || !subject.isSlow()) {
            return List.of();
        }
        String harm = "stops all reads and writes of " + subject.sized() + " for " + subject.time()
                + ", while every row is written anew with its number";
        return List.of(subject.finding(
                this,
                add.column(),
                harm,
                "add a plain column, draw its default from a sequence, and number the rows in batches"));
    }

    private static boolean isNumbered(Generation generation) {
        return switch (generation) {
            case IDENTITY_ALWAYS, IDENTITY_BY_DEFAULT, OWNED_SEQUENCE -> true;
            case PLAIN, COMPUTED_STORED, COMPUTED_VIRTUAL -> false;
        };
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                A serial or identity column gives a number to every row that is there. The table and all of its indexes are written
                anew while nobody can read or write.""", """
                The table is new in this migration, empty or small.""", """
                A sequence and a plain column are made, new rows draw from the sequence, the old rows are numbered in batches, and the
                column becomes an identity in the end, which costs nothing.""", new Explanation.Example("""
                ALTER TABLE orders ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY;""", """
                CREATE SEQUENCE orders_number_seq;
                ALTER TABLE orders ADD COLUMN number bigint;
                ALTER TABLE orders ALTER COLUMN number SET DEFAULT nextval('orders_number_seq');"""));
    }
}
