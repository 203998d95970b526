package dev.dbmigrations.database.postgres;

import dev.dbmigrations.database.DumpProgram;
import dev.dbmigrations.database.Login;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code pg_dump} (14 to 18) in its custom format, for {@code pg_restore}. */
final class PgDump implements DumpProgram {
    /** Settings of the driver, and the variables of libpq of the same meaning. */
    private static final Map<String, String> VARIABLES = Map.of(
            "sslmode", "PGSSLMODE",
            "sslrootcert", "PGSSLROOTCERT",
            "sslcert", "PGSSLCERT",
            "sslkey", "PGSSLKEY",
            "options", "PGOPTIONS");

    private static final String USUAL_PORT = "5432";
    private static final byte[] BEGINNING = "PGDMP".getBytes(StandardCharsets.US_ASCII);

    @Override
    public List<String> names() {
        return List.of("pg_dump");
    }

    @Override
    public String source() {
        return "the client programs of PostgreSQL (Debian: postgresql-client)";
    }

    @Override
    public String ending() {
        return "dump";
    }

    @Override
    public Call call(String version, Login login, Path file) {
        PostgresTarget target = PostgresVendor.target(login);
        List<String> hosts = List.of(target.hosts().split(","));
        Map<String, String> environment = new TreeMap<>();
        environment.put("PGHOST", hosts.stream().map(PgDump::host).collect(Collectors.joining(",")));
        environment.put("PGPORT", hosts.stream().map(PgDump::port).collect(Collectors.joining(",")));
        environment.put("PGDATABASE", target.database());
        if (!target.user().isEmpty()) {
            environment.put("PGUSER", target.user());
        }
        target.password().get().ifPresent(password -> environment.put("PGPASSWORD", password));
        target.properties().forEach((name, value) -> {
            String variable = VARIABLES.get(name);
            if (variable != null) {
                environment.put(variable, value);
            }
        });
        return new Call(
                List.of("--no-password", "--lock-wait-timeout=10000", "--format=custom", "--file=" + file),
                environment);
    }

    private static String host(String hostAndPort) {
        return hostAndPort.replaceFirst(":\\d+$", "").replaceAll("[\\[\\]]", "");
    }

    private static String port(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        String port = hostAndPort.substring(colon + 1);
        return colon < 0 || !port.matches("\\d+") ? USUAL_PORT : port;
    }

    @Override
    public boolean isWhole(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return Arrays.equals(bytes.readNBytes(BEGINNING.length), BEGINNING);
        }
    }
}
