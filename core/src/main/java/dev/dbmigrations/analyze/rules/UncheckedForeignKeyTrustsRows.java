package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.Review;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.AddConstraint.AddForeignKey;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import java.util.List;
import java.util.stream.Stream;

/** A foreign key added while checks are off: nobody ever looks whether its rows fit. */
@AutoService(SafetyRule.class)
public final class UncheckedForeignKeyTrustsRows implements SafetyRule {

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
        return UncheckedKeys.of(review).stream()
                .filter(s ->
                        s.table().map(t -> !t.isNew() && !t.size().isEmpty()).orElse(false))
                .flatMap(s -> s.change() instanceof AddForeignKey key ? Stream.of(finding(s, key)) : Stream.empty())
                .toList();
    }

    private Finding finding(Subject subject, AddForeignKey key) {
        String harm = "trusts " + subject.sized() + ": rows without a match in "
                + subject.called(key.target().table()) + " stay, and nothing ever tells";
        return subject.finding(this, "FOREIGN KEY", harm, "look for such rows before and after");
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                With foreign_key_checks = 0 a foreign key is added without reading a row. It is in the catalog like any other, but
                rows that refer to nothing stay where they are, and show only when a client stumbles over one.""", """
                The checks are on, which copies the table, or the table is new in this migration or empty.""", """
                Triggers refuse new rows that do not fit, the old ones are looked up in batches, the foreign key is added without
                checks, and the rows are looked up once more.""", new Explanation.Example("""
                SET foreign_key_checks = 0;
                ALTER TABLE notes ADD CONSTRAINT notes_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id);""", """
                ALTER TABLE notes ADD CONSTRAINT notes_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id);"""));
    }
}
