package dev.dbmigrations.cli.command;

import dev.dbmigrations.change.Strategy;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option of every command that plans. */
final class StrategyOption {
    @Option(
            names = "--strategy",
            paramLabel = "STRATEGY",
            converter = Words.class,
            completionCandidates = Candidates.class,
            description = "Plan by direct, online, expand-contract or blue-green, whatever it costs and the file says.")
    private Optional<Strategy> strategy = Optional.empty();

    Optional<Strategy> chosen() {
        return strategy;
    }

    private static List<String> words() {
        return Arrays.stream(Strategy.values()).map(Strategy::word).toList();
    }

    /** The words of the directive. */
    static final class Words implements ITypeConverter<Strategy> {
        @Override
        public Strategy convert(String word) {
            return Arrays.stream(Strategy.values())
                    .filter(s -> s.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + word + "' is no strategy; there are " + String.join(", ", words())));
        }
    }

    /** For completion scripts. */
    static final class Candidates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words().iterator();
        }
    }
}
