package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.ColumnChange.AddColumn;
import dev.dbmigrations.change.NewColumn;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import java.util.List;

/** A constraint written on a new column: the table is read or an index built while nobody can use it. */
@AutoService(SafetyRule.class)
public final class InlineConstraintScansTable implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return dialect.can(Capability.DEFERRED_VALIDATION);
    }

    @Override
    public List<Finding> check(Subject subject) {
        if (!(subject.change() instanceof AddColumn add) || !subject.isSlow()) {
            return List.of();
        }
        return add.definition().constraints().stream()
                .map(NewColumn.Inline::constraint)
                .filter(c -> costs(c, add.definition()))
                .limit(1)
                .map(c -> subject.finding(this, words(c), harm(subject, c), instead(c)))
                .toList();
    }

    private static boolean costs(AddConstraint constraint, NewColumn column) {
        return switch (constraint) {
            case AddConstraint.AddForeignKey key -> column.defaultSql() != null;
            case AddConstraint.AddNotNull notNull -> false;
            case AddConstraint.AddCheck check -> true;
            case AddConstraint.AddUnique unique -> true;
            case AddConstraint.AddPrimaryKey key -> true;
            case AddConstraint.AddExclusion exclusion -> true;
        };
    }

    private static String words(AddConstraint constraint) {
        return switch (constraint) {
            case AddConstraint.AddForeignKey key -> "REFERENCES";
            case AddConstraint.AddNotNull notNull -> "NOT NULL";
            case AddConstraint.AddCheck check -> "CHECK";
            case AddConstraint.AddUnique unique -> "UNIQUE";
            case AddConstraint.AddPrimaryKey key -> "PRIMARY KEY";
            case AddConstraint.AddExclusion exclusion -> "EXCLUDE";
        };
    }

    private static String harm(Subject subject, AddConstraint constraint) {
        String why = constraint instanceof AddConstraint.AddForeignKey || constraint instanceof AddConstraint.AddCheck
                ? ", while every row is checked"
                : ", until its index is built";
        return "stops all reads and writes of " + subject.sized() + " for " + subject.time() + why;
    }

    private static String instead(AddConstraint constraint) {
        return constraint instanceof AddConstraint.AddForeignKey || constraint instanceof AddConstraint.AddCheck
                ? "add the column first, then the constraint as NOT VALID, then validate it"
                : "add the column first, build the index concurrently, then add the constraint USING INDEX";
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The column is new and holds nothing, and still the server reads the whole table to prove a CHECK, builds the index of a
                UNIQUE, or looks up the default of a REFERENCES in each row, while nobody can read or write.""", """
                The constraint is a REFERENCES without a default, which costs nothing; or the table is new in this migration, empty or
                small.""", """
                The column is added bare. A check or foreign key follows as NOT VALID and is validated; the index of a unique constraint
                is built concurrently and taken over.""", new Explanation.Example("""
                ALTER TABLE orders ADD COLUMN discount integer CHECK (discount >= 0);""", """
                -- db-migrations: transaction=none
                ALTER TABLE orders ADD COLUMN discount integer;
                ALTER TABLE orders ADD CONSTRAINT orders_discount_check CHECK (discount >= 0) NOT VALID;
                ALTER TABLE orders VALIDATE CONSTRAINT orders_discount_check;"""));
    }
}
