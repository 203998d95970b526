package dev.dbmigrations.embedded;

import java.io.OutputStream;
import java.nio.file.Path;

/** Opens the server of a folder, writes a row, says the server's process number, and closes when its input ends. */
final class OpeningMain {
    private OpeningMain() {}

    public static void main(String[] arguments) throws Exception {
        EmbeddedOptions options = EmbeddedOptions.throwaway(Integer.parseInt(arguments[1]));
        try (EmbeddedPostgres server = EmbeddedPostgres.open(Path.of(arguments[0]), options)) {
            String url = server.jdbcUrl(EmbeddedOptions.DEFAULT_DATABASE);
            Sql.run(url, "begin; select pg_advisory_xact_lock(1); create table if not exists visits (who int); commit");
            Sql.run(url, "insert into visits values (" + ProcessHandle.current().pid() + ")");
            System.out.println(server.process());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
