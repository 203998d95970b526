package dev.dbmigrations.cli.config;

import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.cli.config.Environments.Chosen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * What is set, and where each value came from.
 *
 * @param settings for the chosen environment
 * @param explained every value, in the order of the documentation, secrets blotted out
 * @param notes what the user should know, though nothing is wrong
 */
public record Configuration(Settings settings, List<Explained> explained, List<String> notes) {

    /**
     * A line of {@code config explain}.
     *
     * @param key what is set
     * @param value to what, secrets blotted out
     * @param origin by whom
     */
    public record Explained(String key, String value, String origin) {}

    public Configuration {
        explained = List.copyOf(explained);
        notes = List.copyOf(notes);
    }

    /**
     * What is set about files, for work without a database: whatever else is set need not be right.
     *
     * @param project where the files are
     * @param failOn findings from this severity on fail a command
     */
    public record AboutFiles(Settings.Project project, Severity failOn) {}

    /**
     * Reads what is set about files, for all environments or for the one that was named.
     *
     * @throws dev.dbmigrations.MigrationException if something in it cannot be used
     */
    public static AboutFiles readAboutFiles(Sources sources) {
        Optional<ConfigurationFile> file = ConfigurationFile.find(sources.search());
        String environment = sources.options().environment().orElse("");
        Layers layers =
                new Layers(sources, EnumSet.of(Key.MIGRATIONS, Key.FAIL_ON, Key.BASELINE)).lay(file, environment);
        Path root = root(sources, file);
        Typed typed = new Typed(layers);
        Settings.Project project =
                new Settings.Project(root, file.map(ConfigurationFile::path), typed.migrations(root), typed.baseline());
        return new AboutFiles(project, typed.failOn());
    }

    private static Path root(Sources sources, Optional<ConfigurationFile> file) {
        return file.map(ConfigurationFile::folder)
                .orElseGet(() -> sources.search().directory().toAbsolutePath().normalize());
    }

    /**
     * Reads everything and decides.
     *
     * @throws dev.dbmigrations.MigrationException if something in it cannot be used
     */
    public static Configuration read(Sources sources) {
        Optional<ConfigurationFile> file = ConfigurationFile.find(sources.search());
        Chosen environment = Environments.choose(sources, file);
        Layers layers = new Layers(sources).lay(file, environment.name());
        Path root = root(sources, file);
        boolean isWritten = file.filter(found -> found.environments().contains(environment.name()))
                .isPresent();
        TargetChoice choice = new TargetChoice(sources, layers, root);
        TargetChoice.Chosen target = choice.choose(isWritten);
        Typed typed = new Typed(layers);
        Settings settings = new Settings(
                new Settings.Environment(environment.name(), typed.truth(Key.PROTECTED)),
                new Settings.Project(root, file.map(ConfigurationFile::path), typed.migrations(root), typed.baseline()),
                target.target(),
                typed.running(target.target()),
                typed.moving());
        List<Explained> explained = new ArrayList<>();
        explained.add(new Explained("env", environment.name(), environment.origin()));
        explained.addAll(target.explained());
        explained.addAll(typed.explained());
        List<String> notes = new ArrayList<>(layers.notes());
        notes.addAll(choice.notes());
        return new Configuration(settings, explained, notes);
    }
}
