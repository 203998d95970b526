package dev.dbmigrations.database.mysql;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.database.DumpProgram;
import dev.dbmigrations.database.Login;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code mariadb-dump} (10.11, 11.4) or {@code mysqldump} (8.0): plain SQL of one moment, with triggers, routines and events. */
final class MySqlDump implements DumpProgram {
    private static final List<String> OPTIONS = List.of(
            "--single-transaction",
            "--skip-lock-tables",
            "--no-tablespaces",
            "--default-character-set=utf8mb4",
            "--hex-blob",
            "--triggers",
            "--routines",
            "--events");

    private static final Set<String> NO_ENCRYPTION = Set.of("disable", "disabled", "false");
    private static final String USUAL_PORT = "3306";
    private static final String LAST_WORDS = "-- Dump completed";
    private static final int LAST_BYTES = 200;

    @Override
    public List<String> names() {
        return List.of("mariadb-dump", "mysqldump");
    }

    @Override
    public String source() {
        return "the client programs of MariaDB or MySQL (Debian: mariadb-client)";
    }

    @Override
    public String ending() {
        return "sql";
    }

    @Override
    public Call call(String version, Login login, Path file) {
        MySqlTarget target = MySqlTarget.of(login);
        target.properties().forEach(MySqlDump::refuseEncryption);
        String place = target.hosts().replaceFirst(",.*", "");
        String host = place.replaceFirst(":\\d+$", "").replaceAll("[\\[\\]]", "");
        String port = place.matches(".*:\\d+") ? place.substring(place.lastIndexOf(':') + 1) : USUAL_PORT;
        List<String> arguments = new ArrayList<>(List.of("--host=" + host, "--port=" + port, "--protocol=tcp"));
        if (!target.user().isEmpty()) {
            arguments.add("--user=" + target.user());
        }
        // As the driver connects: unencrypted unless it is told otherwise.
        arguments.addAll(
                version.contains("MariaDB")
                        ? List.of("--skip-ssl")
                        : List.of("--ssl-mode=DISABLED", "--get-server-public-key", "--set-gtid-purged=OFF"));
        arguments.addAll(OPTIONS);
        arguments.addAll(List.of("--result-file=" + file, target.database()));
        Map<String, String> environment = new TreeMap<>();
        String password = target.password().get();
        if (!password.isEmpty()) {
            environment.put("MYSQL_PWD", password);
        }
        return new Call(arguments, environment);
    }

    private static void refuseEncryption(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean encrypts = lower.contains("ssl") || lower.contains("tls");
        if (encrypts && !NO_ENCRYPTION.contains(value.toLowerCase(Locale.ROOT))) {
            throw MigrationException.userMustAct(
                    ExitCode.USAGE,
                    "DBM-7404",
                    "no dump is taken over an encrypted connection",
                    Fact.at(name + " of the url"),
                    Fact.why(
                            "the dump programs of MariaDB and MySQL do not understand the settings of the driver alike"),
                    Fact.state("nothing was changed"),
                    Fact.next("take a dump by hand, and backup = \"none\" in db-migrations.toml"));
        }
    }

    @Override
    public boolean isWhole(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            int count = (int) Math.min(LAST_BYTES, bytes.length());
            byte[] last = new byte[count];
            bytes.seek(bytes.length() - count);
            bytes.readFully(last);
            return new String(last, StandardCharsets.ISO_8859_1).contains(LAST_WORDS);
        }
    }
}
