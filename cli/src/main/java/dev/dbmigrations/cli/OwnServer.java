package dev.dbmigrations.cli;

import dev.dbmigrations.cli.config.EmbeddedTarget;
import dev.dbmigrations.cli.config.EmbeddedTarget.Afterwards;
import dev.dbmigrations.embedded.EmbeddedMariaDb;
import dev.dbmigrations.embedded.EmbeddedOptions;
import dev.dbmigrations.embedded.EmbeddedOptions.AfterClose;
import dev.dbmigrations.embedded.EmbeddedPostgres;
import dev.dbmigrations.embedded.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's own server while a command uses it. */
final class OwnServer implements AutoCloseable {
    private final EmbeddedServer server;

    private OwnServer(EmbeddedServer server) {
        this.server = server;
    }

    static OwnServer started(EmbeddedTarget target, Display display) {
        keepOutOfVersionControl(target.folder());
        AfterClose after = target.afterwards() == Afterwards.KEPT_RUNNING ? AfterClose.KEEP_RUNNING : AfterClose.STOP;
        return new OwnServer(
                switch (target.product()) {
                    case POSTGRESQL ->
                        EmbeddedPostgres.open(target.folder(), asked(EmbeddedOptions.durable(), after, display));
                    case MARIADB ->
                        EmbeddedMariaDb.open(target.folder(), asked(EmbeddedMariaDb.durable(), after, display));
                });
    }

    private static EmbeddedOptions asked(EmbeddedOptions options, AfterClose after, Display display) {
        return options.withAfterClose(after).withProgress(display::say);
    }

    static void keepOutOfVersionControl(Path folder) {
        try {
            Path ignore = Files.createDirectories(folder).resolve(".gitignore");
            if (!Files.exists(ignore)) {
                Files.writeString(ignore, "*\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the JDBC form, with the user. */
    String url() {
        return server.jdbcUrl(EmbeddedOptions.DEFAULT_DATABASE);
    }

    @Override
    public void close() {
        server.close();
    }
}
