package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.ColumnChange.ChangeType;
import dev.dbmigrations.schema.Column;
import java.util.List;
import java.util.Optional;

/** A type change after which clients that still use the old type fail or misread. */
@AutoService(SafetyRule.class)
public final class TypeChangeBreaksClients implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> check(Subject subject) {
        if (!(subject.change() instanceof ChangeType change) || !subject.hasClients()) {
            return List.of();
        }
        Optional<Column> column = subject.table().flatMap(t -> t.column(change.column()));
        if (column.isEmpty()) {
            return List.of();
        }
        String from = column.get().type();
        String harm = switch (TypeStep.between(from, change.type())) {
            case WIDER -> "";
            case NARROWER ->
                "makes every write of a value fail that " + from + " allowed and " + change.type()
                        + " does not, and itself if one is there";
            case OTHER -> "breaks clients that send or read " + change.column() + " as " + from;
        };
        if (harm.isEmpty()) {
            return List.of();
        }
        return List.of(subject.finding(
                this,
                change.within() == null ? "TYPE " + change.type() : change.column(),
                harm,
                "move to a second column, and drop the old one when no client uses it"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The clients that run now send and read values of the old type. If the new type cannot hold every old value, their
                writes fail, and the change itself fails if such a value is there. If it is of another kind, they fail or misread.""", """
                The new type holds every value of the old one and clients can go on as before (varchar to a longer one or to text, int
                to bigint, numeric to more digits). Or the table is new in this migration.""", """
                A second column of the new type is added and triggers keep both in step, so that old and new clients both work. The old
                column is dropped when the last old client is gone.""", new Explanation.Example("""
                ALTER TABLE orders ALTER COLUMN status TYPE integer USING 0;""", """
                ALTER TABLE orders ALTER COLUMN email TYPE varchar(80);"""));
    }
}
