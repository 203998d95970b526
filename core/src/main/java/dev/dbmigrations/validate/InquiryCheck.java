package dev.dbmigrations.validate;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.Inquiry;
import java.time.Duration;
import java.util.List;

/** Asks the server what its kind of server is asked: settings, privileges, who else is at work. */
final class InquiryCheck implements Check {
    private static final LockBudget PATIENCE = new LockBudget(Duration.ofSeconds(2), Duration.ofSeconds(10));

    @Override
    public void make(Scene scene, Results results) {
        for (Inquiry inquiry : scene.inquiries()) {
            try {
                asked(scene.session(), inquiry).forEach(found -> tell(inquiry, found, results));
                results.looked(inquiry.topic(), inquiry.title());
            } catch (DatabaseFailure.Fatal | DatabaseFailure.LockNotGranted refused) {
                results.unknown(inquiry.topic(), inquiry.title() + ": " + refused.getMessage());
            }
        }
    }

    /** Where others' tables are read, nobody is waited for. */
    private static List<MigrationException> asked(Session session, Inquiry inquiry) {
        return inquiry.source().isEmpty()
                ? answers(session, inquiry)
                : session.inTransaction(PATIENCE, s -> answers(s, inquiry));
    }

    private static List<MigrationException> answers(Session session, Inquiry inquiry) {
        return session.query(inquiry.sql(), row -> problem(inquiry, row.text(1), row.text(2), row.text(3)));
    }

    private static void tell(Inquiry inquiry, MigrationException found, Results results) {
        if (inquiry.weight() == Inquiry.Weight.ERROR) {
            results.error(inquiry.topic(), found);
        } else {
            results.warning(inquiry.topic(), found);
        }
    }

    private static MigrationException problem(Inquiry inquiry, String what, String why, String next) {
        return MigrationException.userMustAct(
                ExitCode.FINDINGS,
                inquiry.code(),
                what,
                Fact.why(why),
                Fact.state("nothing was changed"),
                Fact.next(next));
    }
}
