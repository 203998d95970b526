package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.DurationEstimate;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.Review;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.analyze.Subject.Held;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.Lock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Long work in a transaction that already holds a strong lock: the lock is kept until it is over. */
@AutoService(SafetyRule.class)
public final class LockHeldAcrossStatements implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return dialect.can(Capability.TRANSACTIONAL_DDL);
    }

    private static final Duration NOTICEABLE = Duration.ofSeconds(1);

    @Override
    public List<Finding> review(Review review) {
        List<Finding> findings = new ArrayList<>();
        Statement last = null;
        for (Subject subject : review.subjects()) {
            if (subject.statement().equals(last) || !isLong(subject)) {
                continue;
            }
            Optional<Held> strongest = subject.setting().held().stream()
                    .max(Comparator.comparing((Held h) -> h.lock().blocks()));
            if (strongest.isPresent()) {
                last = subject.statement();
                findings.add(finding(subject, strongest.get()));
            }
        }
        return findings;
    }

    private static boolean isLong(Subject subject) {
        Work work = subject.work();
        return work != Work.METADATA
                && subject.table()
                        .filter(t -> !subject.isQuick(t))
                        .map(t -> DurationEstimate.of(work, t.size()).high().compareTo(NOTICEABLE) >= 0)
                        .orElse(false);
    }

    private Finding finding(Subject subject, Held held) {
        Lock lock = held.lock();
        String harm = "keeps the lock of line " + held.since().line() + " for another " + subject.time() + ": "
                + lock.blocks().words() + " of " + subject.called(lock.table()) + " wait until the transaction ends";
        return subject.findingAtStart(this, harm, "let each statement be a transaction of its own");
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                A lock is kept until its transaction ends. A statement that needs a strong lock for a moment only, followed by one that
                works for minutes, stops the clients for minutes. Validating a constraint right after adding it is the usual case.""", """
                The statements run in transactions of their own, the work is over in less than a second, or the locked tables are new in
                this migration.""", """
                Each statement becomes a step with a transaction of its own.""", new Explanation.Example("""
                ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;
                ALTER TABLE orders VALIDATE CONSTRAINT orders_total_check;""", """
                -- db-migrations: transaction=none
                ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;
                ALTER TABLE orders VALIDATE CONSTRAINT orders_total_check;"""));
    }
}
