package dev.dbmigrations.execute;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.execute.Asking.Found;
import dev.dbmigrations.execute.Asking.Manners;
import dev.dbmigrations.plan.DataCheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Questions to the data, asked again when the connection breaks or somebody has the table for himself. */
final class Questions {
    private final Tools tools;

    Questions(Tools tools) {
        this.tools = tools;
    }

    /** What a check finds; empty when it finds nothing, as it should. */
    Optional<Found> ask(DataCheck check) {
        Workplace place = tools.place();
        Manners manners =
                new Manners(place.settings().pace(), place.attendance().clock(), this::rest, place.listener()::note);
        PatientLook look = new PatientLook(place.database(), place.settings().locks(), place.attendance());
        return new Asking(
                        place.database().dialect(),
                        manners,
                        question -> look.at(List.of(check.table()), () -> asked(question)))
                .ask(check);
    }

    private void rest(Duration time) {
        if (!time.isZero()) {
            tools.place().stop().pause(time);
        }
    }

    private <T> T asked(Function<Session, T> question) {
        int losses = 0;
        while (true) {
            Stopped.check(tools.place().stop(), "db-migrations up");
            try {
                return question.apply(tools.work().get());
            } catch (DatabaseFailure.NoConnection
                    | DatabaseFailure.OutcomeUnknown
                    | DatabaseFailure.Retryable failure) {
                losses = tools.transactions().countedLoss(losses, failure);
            } catch (DatabaseFailure.Fatal failure) {
                Stopped.check(tools.place().stop(), "db-migrations up");
                throw failure;
            }
        }
    }
}
