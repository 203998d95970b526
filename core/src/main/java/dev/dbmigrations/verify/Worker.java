package dev.dbmigrations.verify;

import dev.dbmigrations.backfill.BatchSize;
import dev.dbmigrations.backfill.Throttle;
import dev.dbmigrations.backfill.Time;
import dev.dbmigrations.history.KeyRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One of those who compare ranges in a pass, each on a session of its own. */
record Worker(Task task, Line line) {

    /** What the workers of a pass share. */
    record Task(Comparison comparison, Course course, Conduct conduct) {}

    /** The way through the tables. */
    record Course(Ranges ranges, Pass pass, Mender mender) {}

    /** How the work is steered. */
    record Conduct(BatchSize size, Throttle throttle, Time time) {}

    /** Compares ranges until none is left or it is told to stop. */
    void run() {
        while (task.conduct().throttle().mayGoOn()) {
            BatchSize.Ticket ticket = task.conduct().size().next();
            Optional<KeyRange> range = line.ask(
                            session -> task.course().ranges().next(session, ticket.rows()))
                    .flatMap(found -> found);
            if (range.isEmpty() || !compare(range.get(), ticket)) {
                return;
            }
        }
    }

    private boolean compare(KeyRange range, BatchSize.Ticket ticket) {
        Instant start = task.conduct().time().now();
        Optional<Answer> answer = line.ask(session -> task.comparison().ask(session, range));
        if (answer.isEmpty()) {
            return false;
        }
        Duration took = task.conduct().time().since(start);
        task.course().ranges().held(range, answer.get().sourceRows());
        if (!settle(range, answer.get())) {
            return false;
        }
        if (task.conduct().size().took(ticket, took)) {
            task.conduct().throttle().recover(took);
        } else {
            task.conduct().throttle().share(took);
        }
        return true;
    }

    private boolean settle(KeyRange range, Answer answer) {
        Pass pass = task.course().pass();
        if (answer.isEqual()) {
            pass.equal(range, answer.rows());
            return line.ask(session -> {
                        pass.record(session);
                        return true;
                    })
                    .isPresent();
        }
        if (!task.course().mender().mend(line, pass, range, answer)) {
            return false;
        }
        pass.mended(range, answer.rows());
        return true;
    }
}
