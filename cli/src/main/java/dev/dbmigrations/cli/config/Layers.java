package dev.dbmigrations.cli.config;

import dev.dbmigrations.cli.config.Sources.PasswordSource;
import dev.dbmigrations.project.Nearest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lays the sources of settings one over the other: the file, variables, options; the later counts. */
final class Layers {

    private static final String FROM_FILE = "_FILE";

    private final Sources sources;
    private final Path directory;
    private final Set<Key> wanted;
    private final Map<Key, Given> given = new EnumMap<>(Key.class);
    private final List<String> notes = new ArrayList<>();

    Layers(Sources sources) {
        this(sources, EnumSet.allOf(Key.class));
    }

    /**
     * @param wanted all that is looked for: nothing has to be right about the rest, nor there
     */
    Layers(Sources sources, Set<Key> wanted) {
        this.sources = sources;
        this.wanted = wanted;
        this.directory = sources.search().directory().toAbsolutePath().normalize();
    }

    Optional<Given> of(Key key) {
        return Optional.ofNullable(given.get(key));
    }

    List<String> notes() {
        return notes;
    }

    Layers lay(Optional<ConfigurationFile> file, String environment) {
        file.ifPresent(found -> {
            found.general().stream().filter(this::isWanted).forEach(v -> put(interpolated(v), found.folder()));
            found.of(environment).stream().filter(this::isWanted).forEach(v -> put(interpolated(v), found.folder()));
        });
        wanted.forEach(key -> variable(key, key.variable()));
        wanted.forEach(key -> variable(key, key.variable(environment)));
        sources.options().values().forEach(this::option);
        if (sources.options().password() == PasswordSource.STANDARD_INPUT) {
            put(Given.of(Key.PASSWORD, passwordOnInput(), "--password-stdin"), directory);
        }
        noteMisspeltVariables();
        return this;
    }

    private boolean isWanted(Given value) {
        return wanted.contains(value.key());
    }

    /** The content of the file that a variable names, when there is no variable of that name itself. */
    Optional<Given> variableOrFile(Key key, String name) {
        String value = sources.variables().getOrDefault(name, "");
        if (!value.isEmpty()) {
            return Optional.of(Given.of(key, value, name));
        }
        String path = sources.variables().getOrDefault(name + FROM_FILE, "");
        return path.isEmpty()
                ? Optional.empty()
                : Optional.of(contentOf(key, directory.resolve(path), name + FROM_FILE));
    }

    private void variable(Key key, String name) {
        if (key != Key.PASSWORD_FILE) {
            variableOrFile(key, name).ifPresent(value -> {
                boolean isList = key.kind() == Key.Kind.LIST;
                put(isList ? new Given(key, items(value.text()), value.origin()) : value, directory);
            });
        }
    }

    private static List<String> items(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).toList();
    }

    private void option(String word, String value) {
        Key key = Key.of(word).orElseThrow(() -> new IllegalArgumentException("no key: " + word));
        String origin = "--" + word;
        boolean holdsPassword = key == Key.PASSWORD
                || (key == Key.URL && !ConnectionAddress.redacted(value).equals(value));
        if (holdsPassword) {
            throw ConfigurationProblems.passwordTyped(origin);
        }
        put(new Given(key, key.kind() == Key.Kind.LIST ? items(value) : List.of(value), origin), directory);
    }

    private Given interpolated(Given value) {
        Interpolation interpolation = new Interpolation(sources.variables());
        List<String> texts = value.texts().stream()
                .map(text -> interpolation.of(text, value.key(), value.origin()))
                .toList();
        return new Given(value.key(), texts, value.origin());
    }

    /** Paths are meant from where they are written: the file's folder, or the folder from which the command was called. */
    private void put(Given value, Path folder) {
        switch (value.key()) {
            case MIGRATIONS -> {
                List<String> paths = value.texts().stream()
                        .map(path -> folder.resolve(path).normalize().toString())
                        .toList();
                given.put(Key.MIGRATIONS, new Given(Key.MIGRATIONS, paths, value.origin()));
            }
            case BASELINE -> {
                String path = folder.resolve(value.text()).normalize().toString();
                given.put(Key.BASELINE, Given.of(Key.BASELINE, path, value.origin()));
            }
            case PASSWORD_FILE -> {
                Path file = folder.resolve(value.text());
                given.put(Key.PASSWORD, contentOf(Key.PASSWORD, file, value.origin()));
                given.put(Key.PASSWORD_FILE, value);
            }
            default -> given.put(value.key(), value);
        }
    }

    private static Given contentOf(Key key, Path file, String origin) {
        try {
            return Given.of(key, Files.readString(file).replaceFirst("\\R\\z", ""), origin);
        } catch (IOException e) {
            throw ConfigurationProblems.unreadable(file.toString(), origin, e);
        }
    }

    private String passwordOnInput() {
        try {
            String all = new String(sources.in().readAllBytes(), StandardCharsets.UTF_8);
            return all.lines()
                    .findFirst()
                    .filter(line -> !line.isEmpty())
                    .orElseThrow(ConfigurationProblems::noPasswordOnInput);
        } catch (IOException e) {
            throw ConfigurationProblems.unreadable("standard input", "--password-stdin", e);
        }
    }

    /** Not an error: a cluster's own variables may begin with the same letters. */
    private void noteMisspeltVariables() {
        for (String name : sources.variables().keySet().stream().sorted().toList()) {
            String plain = name.endsWith(FROM_FILE) ? name.substring(0, name.length() - FROM_FILE.length()) : name;
            boolean ours = plain.startsWith(Key.VARIABLES) && !plain.startsWith(Key.VARIABLES + "ENV");
            if (ours) {
                String word = plain.substring(Key.VARIABLES.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
                Nearest.to(word, Key.words())
                        .flatMap(Key::of)
                        .filter(key -> !key.word().equals(word))
                        .ifPresent(key ->
                                notes.add("variable " + name + " is not used; was " + key.variable() + " meant?"));
            }
        }
    }
}
