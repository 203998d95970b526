package dev.dbmigrations.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file Maven can download, and where it is kept.
 *
 * @param classifier empty if it has none
 */
record MavenArtifact(Product product, String group, String name, String version, String type, String classifier) {
    /** The build tells its tests with this property where Maven keeps what it has downloaded. */
    private static final String REPOSITORY = "db-migrations.repository";

    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";

    static MavenArtifact jar(Product product, String group, String name, String version) {
        return new MavenArtifact(product, group, name, version, "jar", "");
    }

    /** Where Maven keeps it, if it has downloaded it already. */
    Optional<Path> local() {
        return places().filter(Files::isRegularFile).findFirst();
    }

    private Stream<Path> places() {
        String configured = System.getProperty(REPOSITORY);
        Path usual = Path.of(System.getProperty("user.home"), ".m2", "repository");
        return Stream.of(configured == null ? usual : Path.of(configured), usual)
                .map(repository -> repository.resolve(path()));
    }

    /** How much of it Maven has downloaded so far, into a file beside its place whose name begins alike. */
    long downloadedBytes() {
        return places().flatMap(this::begunLike).mapToLong(File::length).max().orElse(0);
    }

    private Stream<File> begunLike(Path place) {
        File[] files = place.resolveSibling("").toFile().listFiles((folder, file) -> file.contains(fileName()));
        return files == null ? Stream.empty() : Arrays.stream(files);
    }

    /** Has Maven download it into this folder, with the settings (mirrors, proxies) of the user. */
    Path fetchedTo(Path folder) throws IOException {
        List<String> words = List.of("mvn", "-B", COPY, "-Dartifact=" + coordinates(), "-DoutputDirectory=" + folder);
        Command.Result result = new Command(words, folder).run();
        Path file = folder.resolve(fileName());
        if (!result.succeeded() || !Files.isRegularFile(file)) {
            throw new EmbeddedException(Problem.NOT_FETCHED, product, folder, reason(result));
        }
        return file;
    }

    private String reason(Command.Result result) {
        if (result.exitCode() == 127) {
            return "Maven (mvn) fetches " + coordinates() + ", and cannot be started: " + result.output();
        }
        List<String> errors = result.output()
                .lines()
                .filter(line -> line.startsWith("[ERROR]"))
                .limit(3)
                .toList();
        return String.join("\n", errors.isEmpty() ? List.of("Maven ended with " + result.exitCode()) : errors);
    }

    private String coordinates() {
        String all = group + ":" + name + ":" + version + ":" + type;
        return classifier.isEmpty() ? all : all + ":" + classifier;
    }

    private String path() {
        return group.replace('.', '/') + "/" + name + "/" + version + "/" + fileName();
    }

    private String fileName() {
        return name + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + "." + type;
    }
}
