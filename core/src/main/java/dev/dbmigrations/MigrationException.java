package dev.dbmigrations;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A failure as it is told to a person: what failed, where, why, in which state things are now, and what to type next.
 *
 * <p>{@link #toText()} is what the program prints. The code never changes its meaning; the words may be mended.
 */
public final class MigrationException extends RuntimeException {

    /** What the caller may do about a failure. */
    public enum Kind {
        /** The same call may succeed later; nothing needs to change. */
        RETRYABLE,
        /** It fails again until somebody changes a file, a setting or the database. */
        USER_MUST_ACT,
        /** Whether it was done is not known: look before repeating. */
        OUTCOME_UNKNOWN,
        /** The fault is in this program. */
        BUG
    }

    /**
     * One line of the explanation.
     *
     * @param label what the line is about, for example {@code at} or {@code held by}
     * @param text in words; may have several lines
     */
    public record Fact(String label, String text) implements Serializable {
        private static final int LABEL_WIDTH = 8;

        public static Fact at(String place) {
            return new Fact("at", place);
        }

        public static Fact why(String reason) {
            return new Fact("why", reason);
        }

        public static Fact state(String state) {
            return new Fact("state", state);
        }

        public static Fact next(String next) {
            return new Fact("next", next);
        }

        private String toText() {
            String padded = (label + " ".repeat(LABEL_WIDTH)).substring(0, Math.max(LABEL_WIDTH, label.length() + 1));
            String indent = " ".repeat(2 + LABEL_WIDTH);
            return "  " + padded + text.replace("\n", "\n" + indent);
        }
    }

    private final String code;
    private final String what;
    private final Kind kind;
    private final ExitCode exit;
    private final List<Fact> facts;

    /**
     * @param code {@code DBM-nnnn}
     * @param what what failed, in one line
     * @param facts the rest of the explanation, in the order in which it is to be read
     */
    public MigrationException(String code, Kind kind, ExitCode exit, String what, List<Fact> facts) {
        this.code = code;
        this.what = what;
        this.kind = kind;
        this.exit = exit;
        this.facts = List.copyOf(facts);
    }

    /** A failure that lasts until somebody changes a file, a setting or the database. */
    public static MigrationException userMustAct(ExitCode exit, String code, String what, Fact... facts) {
        return new MigrationException(code, Kind.USER_MUST_ACT, exit, what, List.of(facts));
    }

    /** A failure that may pass by itself. */
    public static MigrationException retryable(ExitCode exit, String code, String what, Fact... facts) {
        return new MigrationException(code, Kind.RETRYABLE, exit, what, List.of(facts));
    }

    /** The same failure with what caused it, for the log. */
    public MigrationException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }

    public String code() {
        return code;
    }

    public Kind kind() {
        return kind;
    }

    public ExitCode exit() {
        return exit;
    }

    public int exitCode() {
        return exit.number();
    }

    public String what() {
        return what;
    }

    public List<Fact> facts() {
        return facts;
    }

    public Optional<String> at() {
        return texts("at").stream().findFirst();
    }

    public List<String> why() {
        return texts("why");
    }

    public Optional<String> state() {
        return texts("state").stream().findFirst();
    }

    public Optional<String> next() {
        return texts("next").stream().findFirst();
    }

    private List<String> texts(String label) {
        return facts.stream()
                .filter(f -> f.label().equals(label))
                .map(Fact::text)
                .toList();
    }

    /** The failure in full, ending with a line break. */
    public String toText() {
        StringBuilder text = new StringBuilder(code).append("  ").append(what()).append('\n');
        facts.forEach(fact -> text.append(fact.toText()).append('\n'));
        return text.toString();
    }

    /** The same text, so that a log of an embedding program has it in full. */
    @Override
    public String getMessage() {
        return toText().stripTrailing();
    }
}
