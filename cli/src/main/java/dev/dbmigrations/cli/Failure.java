package dev.dbmigrations.cli;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.embedded.EmbeddedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a command failed, as it is printed.
 *
 * @param told in five facts
 */
public record Failure(MigrationException told) {
    private static final Pattern LINE = Pattern.compile(" {2}(\\w+(?: \\w+)?) +(.*)");

    /** The failure as the library, or the server that we started, explains it; empty when nobody explains it. */
    static Optional<Failure> explained(Throwable thrown) {
        return switch (thrown) {
            case MigrationException explained -> Optional.of(new Failure(explained));
            case EmbeddedException explained -> Optional.of(new Failure(read(explained)));
            default -> Optional.empty();
        };
    }

    /** The module of embedded servers knows nothing of the library, so its facts come as text. */
    private static MigrationException read(EmbeddedException failure) {
        List<String> lines = String.valueOf(failure.getMessage()).lines().toList();
        List<Fact> facts = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            Matcher fact = LINE.matcher(line);
            if (fact.matches() && !line.startsWith("    ")) {
                facts.add(new Fact(fact.group(1), fact.group(2)));
            } else if (!facts.isEmpty()) {
                Fact last = facts.removeLast();
                facts.add(new Fact(last.label(), last.text() + "\n" + line.strip()));
            }
        }
        String what = lines.getFirst().substring(failure.code().length()).strip();
        return new MigrationException(
                        failure.code(), MigrationException.Kind.USER_MUST_ACT, ExitCode.NO_CONNECTION, what, facts)
                .causedBy(failure);
    }

    public ExitCode exit() {
        return told.exit();
    }

    /** In one line. */
    public String reason() {
        return told.code() + "  " + told.what();
    }

    /** What to type next, in one line. */
    public String next() {
        return told.next().orElse("db-migrations status").replace("\n", "; ");
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("code", told.code());
        map.put("what", told.what());
        map.put("kind", told.kind().name());
        told.facts().forEach(fact -> map.merge(fact.label(), fact.text(), (a, b) -> a + "\n" + b));
        return map;
    }
}
