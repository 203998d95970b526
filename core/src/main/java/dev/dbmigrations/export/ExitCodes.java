package dev.dbmigrations.export;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a script's exit codes mean. Where the program has such a code, too, it is the same. */
final class ExitCodes {
    static final Map<String, String> MEANINGS = meanings();

    private ExitCodes() {}

    /** What a person does about it. */
    static String advice(String code) {
        return switch (code) {
            case "0" -> "nothing";
            case "1" -> "read \"why\" and \"next\"; mend it and run the script again";
            case "2" -> "do what \"next\" says";
            case "3" -> "change those rows as \"next\" says, or decide not to go back";
            case "4" -> "make sure that it is the right database";
            case "5" -> "take back the later migrations first";
            case "6" -> "end the session that holds the table (a long transaction, a dump), and run it again";
            case "8" -> "mend address or password, and run it again: it looks at what was done";
            case "9" -> "`db-migrations status`; let it end, or take it back with `db-migrations down`";
            case "10" -> "make room, or use a dump program as new as the server; or `--no-dump`";
            default -> "run it again: it goes on where it was stopped";
        };
    }

    private static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put("0", "taken back; with --dry-run: it may run");
        meanings.put("1", "the server refused a statement");
        meanings.put("2", "wrong usage, or a client program is missing");
        meanings.put("3", "rows stand in the way");
        meanings.put("4", "the migration is not applied: there is nothing to take back");
        meanings.put("5", "another migration must be taken back first, or another text of it was applied");
        meanings.put("6", "a lock was not to be had");
        meanings.put("8", "no connection");
        meanings.put("9", "db-migrations is at work, or a run is in flight");
        meanings.put("10", "the dump failed");
        meanings.put("130", "interrupted");
        return Collections.unmodifiableMap(meanings);
    }
}
