package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.ColumnChange.AddColumn;
import dev.dbmigrations.change.NewColumn;
import dev.dbmigrations.change.WholeTableChange.CreateTable;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import java.util.List;
import java.util.stream.Stream;

/** A column of type json: queries with DISTINCT, GROUP BY or UNION over it fail. */
@AutoService(SafetyRule.class)
public final class JsonCannotBeCompared implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return !dialect.can(Capability.ONLINE_ALGORITHMS);
    }

    @Override
    public List<Finding> check(Subject subject) {
        Stream<NewColumn> columns = switch (subject.change()) {
            case CreateTable create -> create.columns().stream();
            case AddColumn add -> Stream.of(add.definition());
            default -> Stream.empty();
        };
        return columns.filter(c -> c.type().strip().equalsIgnoreCase("json"))
                .map(c -> subject.finding(
                        this,
                        c.name(),
                        "has a type without equality: SELECT DISTINCT, GROUP BY and UNION over " + c.name() + " fail",
                        "make it jsonb"))
                .toList();
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The type json keeps the text as it was written and knows no equality. A SELECT DISTINCT * that worked before the
                column was there fails afterwards, and a unique or ordinary index on it cannot be made.""", """
                The type is jsonb, or any other.""", """
                The column is jsonb, unless the text itself has to be kept, blanks and doubled keys included.""", new Explanation.Example("""
                ALTER TABLE orders ADD COLUMN details json;""", """
                ALTER TABLE orders ADD COLUMN details jsonb;"""));
    }
}
