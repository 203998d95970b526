package dev.dbmigrations.cli.config;

import dev.dbmigrations.MigrationException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which environment is meant: the one that was named, or {@code dev}, or the only one there is. */
final class Environments {

    private static final String DEFAULT = "dev";
    private static final String VARIABLE = "DB_MIGRATIONS_ENV";

    private Environments() {}

    /**
     * @param name what it is called
     * @param origin who says so
     */
    record Chosen(String name, String origin) {}

    static Chosen choose(Sources sources, Optional<ConfigurationFile> file) {
        Set<String> known =
                new TreeSet<>(file.map(ConfigurationFile::environments).orElse(Set.of()));
        Optional<Chosen> named = sources.options()
                .environment()
                .map(name -> new Chosen(name, "--env " + name))
                .or(() -> variable(sources));
        if (named.isPresent()) {
            return checked(named.get(), known, sources);
        }
        if (known.isEmpty() || known.contains(DEFAULT)) {
            return new Chosen(DEFAULT, "default");
        }
        if (known.size() > 1) {
            throw whichOf(known, file);
        }
        return new Chosen(known.iterator().next(), "the only one there is");
    }

    private static Optional<Chosen> variable(Sources sources) {
        return Optional.ofNullable(sources.variables().get(VARIABLE))
                .filter(name -> !name.isEmpty())
                .map(name -> new Chosen(name, VARIABLE));
    }

    /** An environment may live in variables alone. */
    private static Chosen checked(Chosen chosen, Set<String> known, Sources sources) {
        String url = Key.URL.variable(chosen.name());
        boolean inVariables =
                sources.variables().containsKey(url) || sources.variables().containsKey(url + "_FILE");
        boolean implied = known.isEmpty() && chosen.name().equals(DEFAULT);
        if (!known.contains(chosen.name()) && !inVariables && !implied) {
            throw ConfigurationProblems.unknownEnvironment(chosen.name(), chosen.origin(), known);
        }
        return chosen;
    }

    private static MigrationException whichOf(Set<String> known, Optional<ConfigurationFile> file) {
        return ConfigurationProblems.whichEnvironment(
                file.map(ConfigurationFile::shown).orElse(""), known);
    }
}
