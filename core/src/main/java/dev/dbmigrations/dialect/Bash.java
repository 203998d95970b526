package dev.dbmigrations.dialect;

/** Text as bash reads it. Pure. */
public final class Bash {
    private Bash() {}

    /** A word that stands for exactly this text, whatever characters are in it. */
    public static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** A here-document that stands for exactly this text and a line break: nothing in it is expanded. */
    public static String document(String text) {
        String end = "SQL";
        for (int i = 1; text.lines().anyMatch(end::equals); i++) {
            end = "SQL_" + i;
        }
        return "cat <<'" + end + "'\n" + text + (text.endsWith("\n") ? "" : "\n") + end + "\n";
    }
}
