package dev.dbmigrations;

import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Login;
import dev.dbmigrations.execute.PatientLook;
import dev.dbmigrations.parse.ParseException;
import java.util.function.Supplier;

/** Failures from inside, told as those outside are to hear them. */
final class Failures {
    private final Fact at;

    Failures(Login login) {
        this.at = Fact.at(login.toString());
    }

    <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (ParseException broken) {
            throw broken.failure();
        } catch (DatabaseFailure failure) {
            throw told(failure).causedBy(failure);
        }
    }

    /** What no step has already explained: a question to the catalog or to our own tables that failed. */
    private MigrationException told(DatabaseFailure failure) {
        String message = String.valueOf(failure.getMessage());
        Fact state = Fact.state("what was done before is recorded; nothing is half done");
        return switch (failure) {
            case DatabaseFailure.NoConnection gone ->
                MigrationException.retryable(
                        ExitCode.NO_CONNECTION,
                        "DBM-8104",
                        "the connection was lost",
                        at,
                        Fact.why(message),
                        state,
                        Fact.next("db-migrations status, then the same command again"));
            case DatabaseFailure.LockNotGranted locked -> PatientLook.givenUp(locked);
            case DatabaseFailure.Retryable again ->
                MigrationException.retryable(
                        ExitCode.FAILED,
                        "DBM-8106",
                        "the server gave up a statement",
                        at,
                        Fact.why(message),
                        state,
                        Fact.next("the same command again"));
            case DatabaseFailure.OutcomeUnknown unknown ->
                MigrationException.retryable(
                        ExitCode.NO_CONNECTION,
                        "DBM-8107",
                        "the connection was lost during a commit",
                        at,
                        Fact.why(message),
                        Fact.state("the journal knows whether it was done; the next command reads it"),
                        Fact.next("the same command again"));
            case DatabaseFailure.Fatal fatal ->
                MigrationException.userMustAct(
                        ExitCode.FAILED,
                        "DBM-8108",
                        failure.state().equals("42501")
                                ? "a privilege is missing"
                                : "the server refused a statement of ours",
                        at,
                        Fact.why(message),
                        state,
                        Fact.next(
                                failure.state().equals("42501")
                                        ? "grant it to the user in the url, then the same command again"
                                        : "db-migrations validate"));
        };
    }
}
