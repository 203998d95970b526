package dev.dbmigrations.cli;

import dev.dbmigrations.change.Strategy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The five lines with which every command ends. Filled while a command runs, so that one that fails still says what is known.
 */
public final class Summary {
    private String database = "postgresql";
    private Strategy strategy = Strategy.DIRECT;
    private int applied;
    private int pending;
    private int issues;

    /** {@code postgresql}, {@code mysql}, {@code mariadb} or {@code sqlserver}. */
    public void database(String product) {
        database = product;
    }

    /** A strategy that was used; the strongest one is told. */
    public void used(Strategy used) {
        strategy = used.compareTo(strategy) > 0 ? used : strategy;
    }

    /** How many migrations this command applied, or which are applied where it applies none; and how many are not. */
    public void migrations(int nowApplied, int stillPending) {
        applied = nowApplied;
        pending = stillPending;
    }

    /** How many things the validation found. */
    public void issues(int found) {
        issues = found;
    }

    /** A command that fails has found something, be it only why it fails. */
    void failed() {
        issues = Math.max(issues, 1);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("database", database);
        map.put("strategy", strategy.word());
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("applied", applied);
        counts.put("pending", pending);
        map.put("migrations", counts);
        map.put("validation", validation());
        return map;
    }

    private String validation() {
        return issues == 0 ? "passed" : issues + " issues found";
    }

    /** The block as it is printed, with a line break at its end. */
    String toText(String command, Optional<Failure> failure) {
        StringBuilder text = new StringBuilder()
                .append(failure.isPresent() ? "❌ COMMAND FAILED" : "✅ COMMAND COMPLETE")
                .append(": /db-migrations\n")
                .append("Command: ")
                .append(command)
                .append("\nDatabase: ")
                .append(database)
                .append("\nStrategy: ")
                .append(strategy.word())
                .append("\nMigrations: %d applied, %d pending".formatted(applied, pending))
                .append("\nValidation: ")
                .append(validation())
                .append('\n');
        failure.ifPresent(f -> text.append("Reason: ")
                .append(f.reason())
                .append("\nNext: ")
                .append(f.next())
                .append('\n'));
        return text.toString();
    }
}
