package dev.dbmigrations.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What was asked for on the command line.
 *
 * @param root the folder of the project
 * @param program what starts the program under test
 * @param rows of the table
 * @param runs how often each contestant runs, in turn with the others
 * @param only contestants in whose name one of these is found; all if it is empty
 * @param rate statements a second of the foreground; 0 for half of what the server can do
 * @param postgres the folder of PostgreSQL's programs
 * @param mariadb the series of MariaDB
 * @param variables of the MariaDB server, beside those that the bench sets
 */
record Settings(
        Path root,
        Path program,
        long rows,
        int runs,
        Set<String> only,
        double rate,
        Path postgres,
        String mariadb,
        Map<String, String> variables) {
    static final String USAGE = """
            bench/measure TABLE [--rows N] [--runs N] [--only NAME,…] [--rate N] [--program FILE] [--postgres FOLDER] [--mariadb SERIES] [--set NAME=VALUE,…]
            """;
    private static final Set<String> OPTIONS =
            Set.of("--rows", "--runs", "--only", "--rate", "--program", "--postgres", "--mariadb", "--set");

    Settings {
        only = Set.copyOf(only);
        variables = Map.copyOf(variables);
    }

    /** @throws IllegalArgumentException if there is an option nobody knows */
    static Settings of(Path root, String... words) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            if (!OPTIONS.contains(words[i]) || i + 1 == words.length) {
                throw new IllegalArgumentException(words[i]);
            }
            given.put(words[i], words[i + 1]);
        }
        Function<String, Set<String>> list = text -> text.isEmpty() ? Set.of() : Set.of(text.split(","));
        return new Settings(
                root,
                Path.of(given.getOrDefault(
                                "--program", root.resolve("db-migrations").toString()))
                        .toAbsolutePath(),
                Long.parseLong(given.getOrDefault("--rows", "5000000").replace("_", "")),
                Integer.parseInt(given.getOrDefault("--runs", "3")),
                list.apply(given.getOrDefault("--only", "")),
                Double.parseDouble(given.getOrDefault("--rate", "0")),
                Path.of(given.getOrDefault("--postgres", "/usr/lib/postgresql/15/bin")),
                given.getOrDefault("--mariadb", "10.11"),
                variables(list.apply(given.getOrDefault("--set", ""))));
    }

    private static Map<String, String> variables(Set<String> given) {
        Map<String, String> variables = new HashMap<>();
        for (String one : given) {
            int equals = one.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("--set " + one);
            }
            variables.put(one.substring(0, equals), one.substring(equals + 1));
        }
        return variables;
    }

    boolean wants(String contestant) {
        return only.isEmpty() || only.stream().anyMatch(contestant::contains);
    }

    Settings withRows(long chosen) {
        return new Settings(root, program, chosen, runs, only, rate, postgres, mariadb, variables);
    }
}
