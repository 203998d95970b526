package dev.dbmigrations.cli.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads PostgreSQL's {@code .pgpass}: {@code host:port:database:user:password}, {@code *} for any, a backslash before {@code :} and itself. */
final class PasswordFile {

    private PasswordFile() {}

    /** What a password is wanted for. */
    record Login(String host, String port, String database, String user) {}

    /** The password of the first line that fits. */
    static Optional<String> find(List<String> lines, Login login) {
        List<String> wanted = List.of(login.host(), login.port(), login.database(), login.user());
        for (String line : lines) {
            List<String> fields = fields(line);
            if (!line.startsWith("#") && fields.size() == 5 && fits(fields, wanted)) {
                return Optional.of(fields.getLast());
            }
        }
        return Optional.empty();
    }

    private static boolean fits(List<String> fields, List<String> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (!fields.get(i).equals("*") && !fields.get(i).equals(wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                field.append(line.charAt(++i));
            } else if (c == ':' && fields.size() < 4) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
