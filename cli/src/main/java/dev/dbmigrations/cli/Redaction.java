package dev.dbmigrations.cli;

import java.util.regex.Pattern;

/** Texts of others with their passwords blotted out: those in addresses and those given by name. */
final class Redaction {
    private static final Pattern IN_ADDRESS = Pattern.compile("(://[^/@:\\s]*):[^/\\s]*@");
    private static final Pattern BY_NAME =
            Pattern.compile("(?i)((?:password|passwd|pwd|secret|token)\\s*[=:]\\s*)[^&;,\\s]+");

    private Redaction() {}

    static String redacted(String text) {
        return BY_NAME.matcher(IN_ADDRESS.matcher(text).replaceAll("$1:***@")).replaceAll("$1***");
    }
}
