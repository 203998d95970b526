package dev.dbmigrations.cli.config;

import dev.dbmigrations.cli.config.ConnectionAddress.Scheme;
import dev.dbmigrations.cli.config.Credentials.Known;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the vendors' own clients would use where nothing is said: PostgreSQL's {@code PG…} variables and {@code .pgpass} (18, libpq),
 * MySQL's {@code MYSQL_PWD} and {@code .my.cnf}.
 */
final class ClientDefaults {

    private final Map<String, String> variables;
    private final Path home;
    private final List<String> notes = new ArrayList<>();

    ClientDefaults(Map<String, String> variables, Path home) {
        this.variables = variables;
        this.home = home;
    }

    List<String> notes() {
        return notes;
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** The hosts of the address, or those the vendor's client would take. */
    String hosts(ConnectionAddress address) {
        if (!address.hosts().isEmpty()) {
            return address.hosts();
        }
        if (address.scheme() != Scheme.POSTGRESQL) {
            return "localhost";
        }
        String host = variable("PGHOST").filter(name -> !name.startsWith("/")).orElse("localhost");
        return host + variable("PGPORT").map(port -> ":" + port).orElse("");
    }

    String database(ConnectionAddress address, Optional<String> user) {
        if (!address.database().isEmpty() || address.scheme() != Scheme.POSTGRESQL) {
            return address.database();
        }
        return variable("PGDATABASE").or(() -> user).orElse("");
    }

    Optional<Known<String>> user(ConnectionAddress address) {
        return address.scheme() == Scheme.POSTGRESQL
                ? variable("PGUSER").map(name -> new Known<>(name, "PGUSER"))
                : clientOption("user");
    }

    Optional<Known<Secret>> password(ConnectionAddress address, Optional<String> user) {
        if (address.scheme() == Scheme.POSTGRESQL) {
            return variable("PGPASSWORD")
                    .map(text -> new Known<>(new Secret(text), "PGPASSWORD"))
                    .or(() -> passwordFile(address, user));
        }
        return variable("MYSQL_PWD")
                .map(text -> new Known<>(new Secret(text), "MYSQL_PWD"))
                .or(() ->
                        clientOption("password").map(known -> new Known<>(new Secret(known.value()), known.origin())));
    }

    private Optional<Known<Secret>> passwordFile(ConnectionAddress address, Optional<String> user) {
        Path file = variable("PGPASSFILE").map(home::resolve).orElse(home.resolve(".pgpass"));
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (isOpenToOthers(file)) {
            notes.add(file + " is not used: others may read it; chmod 600 " + file);
            return Optional.empty();
        }
        String host = hosts(address).split(",")[0];
        int colon = host.lastIndexOf(':');
        PasswordFile.Login login = new PasswordFile.Login(
                colon < 0 ? host : host.substring(0, colon),
                colon < 0 ? "5432" : host.substring(colon + 1),
                database(address, user),
                user.orElse(""));
        return PasswordFile.find(lines(file), login).map(text -> new Known<>(new Secret(text), file.toString()));
    }

    /** A setting of the section {@code [client]} of {@code .my.cnf}. */
    private Optional<Known<String>> clientOption(String wanted) {
        Path file = home.resolve(".my.cnf");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        boolean inClient = false;
        Optional<Known<String>> found = Optional.empty();
        for (String line : lines(file)) {
            String text = line.strip();
            if (text.startsWith("[")) {
                inClient = text.equals("[client]");
            } else if (inClient && text.matches(wanted + "\\s*=.*")) {
                String value = text.substring(text.indexOf('=') + 1).strip().replaceFirst("^([\"'])(.*)\\1$", "$2");
                found = Optional.of(new Known<>(value, file.toString()));
            }
        }
        return found;
    }

    private static boolean isOpenToOthers(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            return permissions.stream().anyMatch(right -> !right.name().startsWith("OWNER_"));
        } catch (UnsupportedOperationException | IOException e) {
            return false;
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw ConfigurationProblems.unreadable(file.toString(), file.toString(), e);
        }
    }
}
