package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.AddConstraint.AddPrimaryKey;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Impact.Work;
import java.util.List;

/** A primary key whose index is built, or whose columns are read for NULL, while nobody can use the table. */
@AutoService(SafetyRule.class)
public final class PrimaryKeyBuildBlocksEveryone implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return dialect.can(Capability.KEY_FROM_INDEX);
    }

    @Override
    public List<Finding> check(Subject subject) {
        if (!(subject.change() instanceof AddPrimaryKey key) || subject.work() == Work.METADATA || !subject.isSlow()) {
            return List.of();
        }
        String until =
                key.usingIndex() == null ? ", until its index is built" : ", while its columns are read for NULL";
        String harm = "stops all reads and writes of " + subject.sized() + " for " + subject.time() + until;
        return List.of(subject.finding(
                this,
                "PRIMARY KEY",
                harm,
                "make the columns NOT NULL, build the index concurrently, then add the key USING INDEX"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The key needs a unique index and builds it while nobody can read or write. Even when it takes over an index, every
                column that may hold NULL is read from end to end first.""", """
                It takes over an index on columns that are NOT NULL, or the table is new in this migration, empty or small.""", """
                The columns are made NOT NULL by a validated check, the unique index is built concurrently, and the key takes it over,
                which takes a moment.""", new Explanation.Example("""
                ALTER TABLE events ADD PRIMARY KEY (id);""", """
                CREATE UNIQUE INDEX CONCURRENTLY events_pkey ON events (id);
                ALTER TABLE events ADD CONSTRAINT events_pkey PRIMARY KEY USING INDEX events_pkey;"""));
    }
}
