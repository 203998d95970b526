package dev.dbmigrations.execute;

import dev.dbmigrations.backfill.KeysetCut;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.KeyRanges;
import dev.dbmigrations.history.KeyRange;
import dev.dbmigrations.plan.DataCheck;
import dev.dbmigrations.plan.Pace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a check of the data is asked of a live table: range by range along its key where it can be counted so, each range a short query in
 * a transaction of its own, so that no snapshot holds back the cleaning up of old rows; else at once. Every transaction is rolled back.
 */
public final class Asking {
    private static final int MOST_EXAMPLES = 10;
    private static final long FIRST_ROWS = 20_000;
    private static final long FEWEST_ROWS = 1_000;
    private static final long MOST_ROWS = 1_000_000;
    private static final Duration BETWEEN_NOTES = Duration.ofSeconds(10);

    /** Whoever asks for a strong lock meanwhile waits behind the question that waits, and lets nobody else through. */
    private static final LockBudget BUDGET = new LockBudget(Duration.ofSeconds(2), Duration.ZERO);

    private final Dialect dialect;
    private final Manners manners;
    private final Turns turns;

    /**
     * Rows that should not be there.
     *
     * @param check that found them
     * @param rows how many
     * @param examples up to ten keys
     */
    public record Found(DataCheck check, long rows, List<String> examples) {}

    /** Carries one question out; it may be carried out again on another session. */
    @FunctionalInterface
    public interface Turns {
        List<String> take(Function<Session, List<String>> question);
    }

    /**
     * @param pace how long a range may take, and how long is rested behind it
     * @param clock for both
     * @param rest waits so long
     * @param notes is told now and then how far it is
     */
    public record Manners(Pace pace, Clock clock, Consumer<Duration> rest, Consumer<String> notes) {
        private Duration target() {
            return Duration.ofMillis(
                    switch (pace) {
                        case GENTLE -> 50;
                        case STEADY -> 150;
                        case FAST -> 500;
                    });
        }

        private Duration restAfter(Duration took) {
            return switch (pace) {
                case GENTLE -> took;
                case STEADY -> took.dividedBy(4);
                case FAST -> Duration.ZERO;
            };
        }
    }

    public Asking(Dialect dialect, Manners manners, Turns turns) {
        this.dialect = dialect;
        this.manners = manners;
        this.turns = turns;
    }

    /** What a check finds; empty when it finds nothing, as it should. */
    public Optional<Found> ask(DataCheck check) {
        Optional<DataCheck.Ranges> ranges = check.manner().ranges();
        return ranges.isPresent() ? byRanges(check, ranges.get()) : atOnce(check);
    }

    private Optional<Found> atOnce(DataCheck check) {
        List<String> answer = turns.take(session -> rolledBack(session, check, s -> counted(s, check)));
        long rows = Long.parseLong(answer.getFirst());
        return rows == 0 ? Optional.empty() : Optional.of(new Found(check, rows, answer.subList(1, answer.size())));
    }

    private static List<String> counted(Session session, DataCheck check) {
        long rows = count(session, check.countSql());
        List<String> answer = new ArrayList<>(List.of(Long.toString(rows)));
        if (rows > 0 && !check.examplesSql().isEmpty()) {
            answer.addAll(examples(session, check.examplesSql(), MOST_EXAMPLES));
        }
        return answer;
    }

    private static long count(Session session, String sql) {
        return session.query(sql, row -> row.isNull(1) ? 0 : row.number(1)).getFirst();
    }

    private static List<String> examples(Session session, String sql, int most) {
        return session.query(sql, row -> row.isNull(1) ? "NULL" : row.text(1)).stream()
                .limit(most)
                .toList();
    }

    private Optional<Found> byRanges(DataCheck check, DataCheck.Ranges ranges) {
        KeyRanges words = dialect.keyRanges();
        KeyRanges.Walk walk = new KeyRanges.Walk(check.table(), ranges.alias(), ranges.key());
        KeysetCut cut = new KeysetCut(words, walk);
        List<String> examples = new ArrayList<>();
        List<String> from = List.of();
        Progress progress = new Progress(FIRST_ROWS, 0, manners.clock().instant());
        long found = 0;
        do {
            List<String> start = from;
            long size = progress.rows();
            List<String> end = turns.take(session ->
                    cut.first(session, new KeyRange(start, List.of()), size).to());
            String within = words.within(walk, start, end);
            int room = MOST_EXAMPLES - examples.size();
            Instant begun = manners.clock().instant();
            List<String> answer = turns.take(session ->
                    rolledBack(session, check, s -> counted(s, check.countSql(), ranges.keysSql(), within, room)));
            found += Long.parseLong(answer.getFirst());
            examples.addAll(answer.subList(1, answer.size()));
            progress = behind(
                    check, progress, Duration.between(begun, manners.clock().instant()), end.isEmpty());
            from = end;
        } while (!from.isEmpty());
        return found == 0 ? Optional.empty() : Optional.of(new Found(check, found, examples));
    }

    private List<String> counted(Session session, String countSql, String keysSql, String within, int room) {
        long rows = count(session, countSql + " AND " + within);
        List<String> answer = new ArrayList<>(List.of(Long.toString(rows)));
        if (rows > 0 && room > 0) {
            answer.addAll(examples(session, dialect.ddl().firstRows(keysSql + " AND " + within, room), room));
        }
        return answer;
    }

    /**
     * @param rows of the next range
     * @param seen rows so far
     * @param told when it was told last
     */
    private record Progress(long rows, long seen, Instant told) {}

    private Progress behind(DataCheck check, Progress before, Duration took, boolean over) {
        if (over) {
            return before;
        }
        manners.rest().accept(manners.restAfter(took));
        long target = manners.target().toMillis();
        long fitting = before.rows() * target / Math.max(1, took.toMillis());
        long next = Math.clamp(fitting, before.rows() / 4, before.rows() * 4);
        long seen = before.seen() + before.rows();
        Instant now = manners.clock().instant();
        boolean due = Duration.between(before.told(), now).compareTo(BETWEEN_NOTES) >= 0;
        if (due) {
            manners.notes().accept("looked at " + seen + " rows of " + check.table() + " for " + check.condition());
        }
        return new Progress(Math.clamp(next, FEWEST_ROWS, MOST_ROWS), seen, due ? now : before.told());
    }

    /** What a transaction gave that is not to be committed. */
    private static final class Answered extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient List<String> answer;

        Answered(List<String> answer) {
            super("answered", null, false, false);
            this.answer = List.copyOf(answer);
        }
    }

    private static List<String> rolledBack(Session session, DataCheck check, Function<Session, List<String>> question) {
        try {
            return session.inTransaction(BUDGET, s -> {
                check.manner().preparation().forEach(s::execute);
                throw new Answered(question.apply(s));
            });
        } catch (Answered done) {
            return done.answer;
        }
    }

    /** {@code 3 × NULL in public.users.email; for example 17, 21, 40}. */
    public static String text(Found found) {
        String text = found.rows() + " × " + found.check().condition();
        return found.examples().isEmpty()
                ? text
                : text + "; for example " + found.examples().stream().collect(Collectors.joining(", "));
    }
}
