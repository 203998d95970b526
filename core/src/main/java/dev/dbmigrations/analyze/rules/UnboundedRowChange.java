package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.RowChange;
import dev.dbmigrations.change.RowChange.Batching;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A change of many rows in one transaction: row locks, bloat and replica lag until it commits. */
@AutoService(SafetyRule.class)
public final class UnboundedRowChange implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> check(Subject subject) {
        if (!(subject.change() instanceof RowChange change) || change instanceof RowChange.InsertGivenRows) {
            return List.of();
        }
        Batching batching = change.batching();
        Optional<Table> driver = subject.schema().table(batching.driver());
        if (driver.isEmpty() || subject.isQuick(driver.get()) || picksFew(batching, driver.get())) {
            return List.of();
        }
        boolean all = batching.where().isEmpty()
                && batching.isPossible()
                && !(change instanceof RowChange.InsertSelectedRows);
        String sized = subject.sized(driver.get());
        String time = subject.timeOf(Work.ROWS, driver.get());
        String harm = all
                ? "changes every row of " + sized + " in one transaction, and keeps them locked for " + time
                : "may touch every row of " + sized + " in one transaction, and keeps them locked until it ends";
        Finding finding = subject.finding(this, verb(change), harm, "do it in batches along the key");
        return List.of(all ? finding : finding.as(Severity.WARNING));
    }

    private static String verb(RowChange change) {
        return switch (change) {
            case RowChange.UpdateRows update -> "UPDATE";
            case RowChange.DeleteRows delete -> "DELETE";
            case RowChange.InsertSelectedRows insert -> "INSERT";
            case RowChange.InsertGivenRows insert -> "INSERT";
        };
    }

    /** Whether the condition names the key's values. */
    private static boolean picksFew(Batching batching, Table driver) {
        List<String> key = driver.iterationKey();
        return !key.isEmpty()
                && Pattern.compile("(?i)(?<!\\w)" + Pattern.quote(key.getFirst()) + "\\s*(=|\\bin\\s*\\()")
                        .matcher(batching.where())
                        .find();
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                All rows are changed in one transaction. Until it commits they stay locked, dead rows cannot be cleaned away anywhere in
                the database, and replicas receive it all at once and fall behind.""", """
                The table is new in this migration, empty or small; or the WHERE clause names the values of its key.""", """
                The same statement runs in short transactions over ranges of the key, at a pace that replicas and other clients bear, and
                goes on where it stopped.""", new Explanation.Example("""
                UPDATE orders SET status = 'old';""", """
                UPDATE orders SET status = 'old' WHERE id = 42;"""));
    }
}
