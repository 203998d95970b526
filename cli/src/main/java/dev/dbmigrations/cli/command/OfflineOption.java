package dev.dbmigrations.cli.command;

import dev.dbmigrations.cli.UsageFailures;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A kind of server in place of a database. */
final class OfflineOption {
    @Option(
            names = "--dialect",
            paramLabel = "PRODUCT",
            description =
                    "Connect to nothing: judge files by what this kind of server does, postgresql, mysql or mariadb."
                            + " Tables that the files do not create count as large.")
    private Optional<String> dialect = Optional.empty();

    @Option(
            names = "--version",
            paramLabel = "RELEASE",
            description = "The release of --dialect, for example 17, 8.0 or 11.4.")
    private Optional<String> version = Optional.empty();

    record Server(String product, String release) {}

    Optional<Server> server() {
        if (dialect.isEmpty() && version.isEmpty()) {
            return Optional.empty();
        }
        if (version.isEmpty()) {
            throw UsageFailures.wrong(
                    "a release is missing",
                    "--dialect " + dialect.get(),
                    "what a statement locks and writes differs from release to release",
                    "add it, for example: --dialect " + dialect.get() + " --version 17");
        }
        if (dialect.isEmpty()) {
            throw UsageFailures.wrong(
                    "a kind of server is missing",
                    "--version " + version.get(),
                    "a release belongs to a product; the program's own version is told by: db-migrations --version",
                    "add --dialect postgresql, mysql or mariadb");
        }
        return Optional.of(new Server(dialect.get(), version.get()));
    }
}
