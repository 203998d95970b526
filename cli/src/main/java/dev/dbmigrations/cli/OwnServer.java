package dev.dbmigrations.cli;

import dev.dbmigrations.cli.config.EmbeddedTarget;
import dev.dbmigrations.cli.config.EmbeddedTarget.Afterwards;
import dev.dbmigrations.embedded.EmbeddedOptions;
import dev.dbmigrations.embedded.EmbeddedOptions.AfterClose;
import dev.dbmigrations.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's own PostgreSQL while a command uses it. */
final class OwnServer implements AutoCloseable {
    private final EmbeddedPostgres server;

    private OwnServer(EmbeddedPostgres server) {
        this.server = server;
    }

    static OwnServer started(EmbeddedTarget target, Display display) {
        keepOutOfVersionControl(target.folder());
        AfterClose after = target.afterwards() == Afterwards.KEPT_RUNNING ? AfterClose.KEEP_RUNNING : AfterClose.STOP;
        return new OwnServer(EmbeddedPostgres.open(
                target.folder(), EmbeddedOptions.durable().withAfterClose(after).withProgress(display::say)));
    }

    private static void keepOutOfVersionControl(Path folder) {
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
