package dev.dbmigrations.embedded;

import java.io.OutputStream;
import java.nio.file.Path;

/** Opens the server of a folder, writes a row, says the server's process number, and closes when its input ends. */
final class OpeningMain {
    private OpeningMain() {}

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedServer server = Servers.open(Path.of(arguments[0]), arguments[1])) {
            String url = server.jdbcUrl(EmbeddedOptions.DEFAULT_DATABASE);
            if (url.startsWith("jdbc:postgresql")) {
                Sql.run(
                        url,
                        "begin; select pg_advisory_xact_lock(1); create table if not exists visits (who int); commit");
            } else {
                Sql.run(url, "create table if not exists visits (who int)");
            }
            Sql.run(url, "insert into visits values (" + ProcessHandle.current().pid() + ")");
            System.out.println(server.process());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
