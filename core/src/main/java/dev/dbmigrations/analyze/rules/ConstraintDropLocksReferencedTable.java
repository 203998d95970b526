package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.ColumnChange.DropColumn;
import dev.dbmigrations.change.WholeTableChange.DropConstraint;
import dev.dbmigrations.change.WholeTableChange.DropTable;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A foreign key that goes: the table it points at is locked as well, for reads and writes. */
@AutoService(SafetyRule.class)
public final class ConstraintDropLocksReferencedTable implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return !dialect.can(Capability.ONLINE_ALGORITHMS);
    }

    @Override
    public List<Finding> check(Subject subject) {
        List<String> locked = subject.table().stream()
                .flatMap(t -> goingWith(subject.change(), t))
                .map(Constraint::target)
                .filter(Objects::nonNull)
                .map(target -> subject.schema().resolve(target.table()))
                .filter(t -> isLocked(subject, t))
                .map(subject::called)
                .distinct()
                .toList();
        if (locked.isEmpty()) {
            return List.of();
        }
        String harm = "locks " + InWords.list(locked)
                + " as well: it waits for every query there, and all later ones wait" + " behind it";
        return List.of(subject.finding(this, "DROP", harm, "drop the foreign key in a short step of its own"));
    }

    private static boolean isLocked(Subject subject, TableName table) {
        boolean isOwn = subject.table().map(Table::name).filter(table::equals).isPresent();
        return !isOwn && subject.impact().tables().contains(table);
    }

    private static Stream<Constraint> goingWith(Change change, Table table) {
        return switch (change) {
            case DropConstraint drop -> table.constraint(drop.name()).stream();
            case DropColumn drop -> table.constraintsOn(drop.column());
            case DropTable drop -> table.constraints().stream();
            default -> Stream.empty();
        };
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The triggers of a foreign key stand on both tables. When it goes, with its constraint, its column or its table, both are
                locked against reads and writes: for a moment, but that moment has to be waited for.""", """
                The table it points at is new in this migration, or is the table itself.""", """
                Each foreign key is dropped in a short step of its own that gives up and tries again when it has to wait.""", new Explanation.Example("""
                ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey;""", """
                ALTER TABLE orders DROP CONSTRAINT orders_total_check;"""));
    }
}
