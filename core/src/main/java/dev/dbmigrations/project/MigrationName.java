package dev.dbmigrations.project;

import java.util.Locale;

/** What people call a migration, made fit for a file name. */
public final class MigrationName {

    /** Flyway's history table holds so many characters of a description (13.0). */
    static final int LONGEST = 200;

    private MigrationName() {}

    /**
     * Letters and digits in lower case, words joined by single underscores: {@code AddEmail to-users} becomes
     * {@code add_email_to_users}.
     */
    public static String toSnakeCase(String name) {
        return name.strip()
                .replaceAll("(\\p{Ll}|\\d)(\\p{Lu})", "$1_$2")
                .replaceAll("(\\p{Lu})(\\p{Lu}\\p{Ll})", "$1_$2")
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "_")
                .replaceAll("^_+|_+$", "")
                .toLowerCase(Locale.ROOT);
    }

    /**
     * The same, for a name given to a new migration.
     *
     * @throws dev.dbmigrations.MigrationException if it holds a path or nothing to name a file by
     */
    public static String checked(String name) {
        if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            throw NamingProblems.pathInName(name);
        }
        String clean = toSnakeCase(name);
        if (clean.isEmpty()) {
            throw NamingProblems.emptyName(name);
        }
        if (clean.length() > LONGEST) {
            throw NamingProblems.longName(clean);
        }
        return clean;
    }
}
