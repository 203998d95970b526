package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.ColumnChange.ChangeType;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.stream.Stream;

/** The type of a column in a foreign key is changed on one side only: the server refuses. */
@AutoService(SafetyRule.class)
public final class KeyTypeChangeBreaksReferences implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return dialect.can(Capability.ONLINE_ALGORITHMS);
    }

    @Override
    public List<Finding> check(Subject subject) {
        Table table = subject.table().orElse(null);
        if (table == null || !(subject.change() instanceof ChangeType change)) {
            return List.of();
        }
        Stream<String> children = table.surroundings().referencing().stream()
                .filter(r -> r.constraint().target() != null
                        && r.constraint().target().columns().contains(change.column()))
                .map(r -> "foreign key " + r.constraint().name() + " of " + subject.called(r.from()));
        Stream<String> own = table.constraintsOn(change.column())
                .filter(c -> c.kind() == Constraint.Kind.FOREIGN_KEY)
                .map(c -> "foreign key " + c.name());
        List<String> keys = Stream.concat(children, own).distinct().sorted().toList();
        String harm = "fails: " + InWords.list(keys) + " holds the column to the type of the other side";
        return keys.isEmpty()
                ? List.of()
                : List.of(subject.finding(
                        this,
                        change.column(),
                        harm,
                        "move both sides to second columns, and the foreign key with them"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                Both columns of a foreign key must be of one type. The server does not change one while the key is there, and with the
                checks off it may leave a key whose sides differ.""", """
                No foreign key is on the column, or its type stays.""", """
                Both sides get second columns of the new type, kept in step by triggers and filled in batches; a second foreign key
                between them takes the place of the first, and the old columns go.""", new Explanation.Example("""
                ALTER TABLE customers MODIFY COLUMN id bigint NOT NULL AUTO_INCREMENT;""", """
                ALTER TABLE customers MODIFY COLUMN name varchar(60);"""));
    }
}
