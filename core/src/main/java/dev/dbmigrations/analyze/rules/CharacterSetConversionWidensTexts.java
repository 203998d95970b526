package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.WholeTableChange.ConvertCharacterSet;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import java.util.List;

/** CONVERT TO CHARACTER SET: the types of texts change without a word, and joins lose their indexes. */
@AutoService(SafetyRule.class)
public final class CharacterSetConversionWidensTexts implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return dialect.can(Capability.ONLINE_ALGORITHMS);
    }

    @Override
    public List<Finding> check(Subject subject) {
        if (!(subject.change() instanceof ConvertCharacterSet convert) || !subject.hasClients()) {
            return List.of();
        }
        String harm = "turns every text of " + subject.sized() + " into " + convert.characterSet()
                + ": TEXT columns may become larger types, and joins with texts of another set cannot use an index";
        return List.of(subject.finding(
                this,
                "CONVERT TO",
                harm,
                "convert the columns that need it, one by one, with those they are joined to"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                All texts of the table are stored anew. A TEXT column becomes a MEDIUMTEXT where its longest value might not fit, an
                index may exceed the longest key, and a comparison with a column that still has the old set converts each row and
                reads the whole table.""", """
                Only the set for columns to come is changed (DEFAULT CHARACTER SET), or the table is new in this migration.""", """
                Each column that needs it moves to a second one of the new set, together with the columns it is compared with.""", new Explanation.Example("""
                ALTER TABLE orders CONVERT TO CHARACTER SET utf8mb4;""", """
                ALTER TABLE orders DEFAULT CHARACTER SET utf8mb4;"""));
    }
}
