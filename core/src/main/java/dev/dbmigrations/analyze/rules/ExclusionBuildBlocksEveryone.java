package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.AddConstraint.AddExclusion;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import java.util.List;

/** An exclusion constraint: its index is built while nobody can use the table. */
@AutoService(SafetyRule.class)
public final class ExclusionBuildBlocksEveryone implements SafetyRule {

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
        if (!(subject.change() instanceof AddExclusion) || !subject.isSlow()) {
            return List.of();
        }
        String harm = "stops all reads and writes of " + subject.sized() + " for " + subject.time()
                + ", while its index is built and every row is compared";
        return List.of(subject.finding(this, "EXCLUDE", harm, "copy to a second table that has it, and swap the two"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The constraint builds an index and compares every row with the others while nobody can read or write. It can neither be
                added as NOT VALID nor take over an index that was built before.""", """
                The table is new in this migration, empty or small.""", """
                A second table with the constraint is filled beside the first, kept in step by triggers, and takes its place.""", new Explanation.Example("""
                ALTER TABLE bookings ADD CONSTRAINT bookings_no_overlap EXCLUDE USING gist (during WITH &&);""", """
                CREATE INDEX CONCURRENTLY bookings_during_idx ON bookings USING gist (during);"""));
    }
}
