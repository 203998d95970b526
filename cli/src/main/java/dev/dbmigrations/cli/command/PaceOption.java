package dev.dbmigrations.cli.command;

import dev.dbmigrations.plan.Pace;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option of every command that moves rows. */
final class PaceOption {
    @Option(
            names = "--pace",
            paramLabel = "PACE",
            description = "How much of the server moving rows may take: gentle, steady or fast.")
    private Optional<Pace> pace = Optional.empty();

    /** As it would stand in the configuration. */
    Map<String, String> settings() {
        return pace.map(chosen -> Map.of("pace", chosen.word())).orElse(Map.of());
    }
}
