package dev.dbmigrations.cli.config;

import dev.dbmigrations.cli.config.Sources.Search;
import dev.dbmigrations.cli.config.toml.TomlReader;
import dev.dbmigrations.cli.config.toml.TomlValue;
import dev.dbmigrations.cli.config.toml.TomlValue.Entry;
import dev.dbmigrations.cli.config.toml.TomlValue.Items;
import dev.dbmigrations.cli.config.toml.TomlValue.Place;
import dev.dbmigrations.cli.config.toml.TomlValue.Table;
import dev.dbmigrations.cli.config.toml.TomlValue.Text;
import dev.dbmigrations.cli.config.toml.TomlValue.Truth;
import dev.dbmigrations.cli.config.toml.TomlValue.Whole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code db-migrations.toml}, read and checked.
 *
 * @param path where it is
 * @param shown as the user would type it
 * @param content what it says
 */
record ConfigurationFile(Path path, String shown, Table content) {

    private static final String NAME = "db-migrations.toml";
    private static final String ENVIRONMENTS = "env";

    /**
     * The file that was named, or the nearest upwards.
     *
     * @throws dev.dbmigrations.MigrationException if the one that was named is not there, or what is there cannot be read
     */
    static Optional<ConfigurationFile> find(Search search) {
        Path directory = search.directory().toAbsolutePath().normalize();
        if (search.file().isPresent()) {
            Path named = directory.resolve(search.file().get()).normalize();
            String shown = shown(named, directory);
            if (!Files.isRegularFile(named)) {
                throw ConfigurationProblems.noFile(
                        shown, Files.exists(named) ? "it is no file" : "there is nothing of that name");
            }
            return Optional.of(read(named, shown));
        }
        for (Path folder = directory; folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(NAME);
            if (Files.isRegularFile(file)) {
                return Optional.of(read(file, shown(file, directory)));
            }
        }
        return Optional.empty();
    }

    private static String shown(Path file, Path directory) {
        return file.startsWith(directory) ? directory.relativize(file).toString() : file.toString();
    }

    private static ConfigurationFile read(Path path, String shown) {
        try {
            Table content = TomlReader.read(Files.readString(path), shown);
            ConfigurationFile file = new ConfigurationFile(path, shown, content);
            file.check();
            return file;
        } catch (IOException e) {
            throw ConfigurationProblems.unreadable(shown, shown, e);
        }
    }

    Path folder() {
        return path.resolveSibling(".").normalize();
    }

    Set<String> environments() {
        Entry environments = content.entries().get(ENVIRONMENTS);
        return environments != null && environments.value() instanceof Table table
                ? table.entries().keySet()
                : Set.of();
    }

    /** What stands above all environments. */
    List<Given> general() {
        return given(content);
    }

    /** What stands below one environment. */
    List<Given> of(String environment) {
        Entry environments = content.entries().get(ENVIRONMENTS);
        if (environments != null && environments.value() instanceof Table all) {
            Entry one = all.entries().get(environment);
            if (one != null && one.value() instanceof Table table) {
                return given(table);
            }
        }
        return List.of();
    }

    /** Every key of every environment, also of those that are not asked for: a misspelt one is noticed before it is needed. */
    private void check() {
        content.entries().forEach((name, entry) -> {
            if (!name.equals(ENVIRONMENTS)) {
                checkKey(name, entry, withEnvironments());
                Key.of(name).filter(key -> key.scope() == Key.Scope.ENVIRONMENT).ifPresent(key -> {
                    throw ConfigurationProblems.onlyInEnvironment(at(entry.key()), name);
                });
            } else if (entry.value() instanceof Table environments) {
                environments.entries().forEach(this::checkEnvironment);
            } else {
                throw ConfigurationProblems.noTable(
                        at(entry.key()), name, entry.value().kind());
            }
        });
    }

    private void checkEnvironment(String name, Entry entry) {
        if (!(entry.value() instanceof Table table)) {
            throw ConfigurationProblems.noTable(
                    at(entry.key()), ENVIRONMENTS + "." + name, entry.value().kind());
        }
        table.entries().forEach((word, setting) -> checkKey(word, setting, Key.words()));
    }

    private static Set<String> withEnvironments() {
        Set<String> known = new TreeSet<>(Key.words());
        known.add("[env.<name>]");
        return known;
    }

    private void checkKey(String word, Entry entry, Iterable<String> known) {
        Key key = Key.of(word).orElseThrow(() -> {
            List<String> words = new ArrayList<>();
            known.forEach(words::add);
            return ConfigurationProblems.unknownKey(at(entry.key()), word, words);
        });
        TomlValue value = entry.value();
        boolean fits = switch (key.kind()) {
            case LIST -> value instanceof Text || isTexts(value);
            case COUNT -> value instanceof Whole;
            case TRUTH -> value instanceof Truth;
            case TEXT, WORD, DURATION, SIZE -> value instanceof Text;
        };
        if (!fits) {
            throw ConfigurationProblems.badKind(at(value.place()), key, value.kind());
        }
    }

    private static boolean isTexts(TomlValue value) {
        return value instanceof Items items && items.values().stream().allMatch(Text.class::isInstance);
    }

    private List<Given> given(Table table) {
        List<Given> given = new ArrayList<>();
        table.entries()
                .forEach((word, entry) -> Key.of(word)
                        .ifPresent(key -> given.add(new Given(
                                key,
                                texts(entry.value()),
                                shown + ":" + entry.key().line()))));
        return given;
    }

    private static List<String> texts(TomlValue value) {
        return switch (value) {
            case Text text -> List.of(text.text());
            case Whole whole -> List.of(Long.toString(whole.number()));
            case Truth truth -> List.of(Boolean.toString(truth.holds()));
            case Items items ->
                items.values().stream().flatMap(item -> texts(item).stream()).toList();
            case Table table -> List.of();
        };
    }

    private String at(Place place) {
        return shown + ":" + place.line() + ":" + place.column();
    }
}
