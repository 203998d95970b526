package dev.dbmigrations.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A data folder, with the programs that serve it: all in which one product differs from another.
 *
 * <p>All methods expect the caller to hold the folder's {@link FolderLock}.
 */
sealed interface Cluster permits PostgresCluster, MysqlCluster {

    Product product();

    /** The data folder, by its real path. */
    Path data();

    /** Makes the data folder unless it is there: beside its place, then renamed, so it is never half made. */
    void ensureCreated(EmbeddedOptions options);

    /** The first process of the server that runs in this folder, whoever started it; it may still be starting. */
    Optional<ProcessHandle> process();

    /** The port on which that process accepts connections; empty while it does not yet. */
    OptionalInt readyPort(ProcessHandle process);

    /** Removes what a killed server left behind, as far as it would be in the way of the next. */
    void clearAway();

    /** The program that serves the folder, with its arguments; it does not fork. */
    List<String> startCommand(EmbeddedOptions options, int port);

    /** The signal, as {@code kill} names it, that rolls open transactions back and ends the server. */
    String stopSignal();

    Administration administration(int port);

    /** What the server had to say, kept over restarts until it grows large. */
    default Path log() {
        return home().resolve(data().getFileName() + ".log");
    }

    default Path home() {
        return data().resolveSibling("");
    }

    default EmbeddedException failure(Problem problem, String why) {
        return new EmbeddedException(problem, product(), data(), why);
    }

    default EmbeddedException failure(Problem problem, Throwable cause) {
        return new EmbeddedException(problem, product(), data(), cause);
    }
}
