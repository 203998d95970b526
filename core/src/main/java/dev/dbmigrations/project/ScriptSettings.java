package dev.dbmigrations.project;

import dev.dbmigrations.project.MigrationFile.TransactionMark;
import java.util.List;
import java.util.Locale;

/** Reads the settings beside a script, as Flyway has them: {@code executeInTransaction=false} in {@code V1__x.sql.conf}. */
final class ScriptSettings {

    private static final List<String> KNOWN =
            List.of("executeInTransaction", "encoding", "placeholderReplacement", "shouldExecute");

    private ScriptSettings() {}

    static TransactionMark read(SourceFile file) {
        TransactionMark transaction = TransactionMark.NONE_GIVEN;
        int number = 0;
        for (String line : file.text().lines().toList()) {
            number++;
            String setting = line.strip();
            if (setting.isEmpty() || setting.startsWith("#") || setting.startsWith("!")) {
                continue;
            }
            String key = setting.split("[=:\\s]", 2)[0];
            String value = setting.substring(key.length())
                    .replaceFirst("^\\s*[=:]?\\s*", "")
                    .toLowerCase(Locale.ROOT);
            if (isTransaction(file, number, key, value)) {
                transaction = value.equals("false") ? TransactionMark.WITHOUT : TransactionMark.NONE_GIVEN;
            }
        }
        return transaction;
    }

    /** Settings that are known but would change what runs are refused unless they say what is done anyway. */
    private static boolean isTransaction(SourceFile file, int line, String key, String value) {
        boolean truth = value.equals("true") || value.equals("false");
        return switch (key) {
            case "executeInTransaction" -> require(truth, file, line, key + "=" + value, key + "=false");
            case "encoding" ->
                !require(value.matches("utf-?8"), file, line, key + "=" + value, key + "=UTF-8, and convert the file");
            case "placeholderReplacement" -> false;
            case "shouldExecute" -> !require(value.equals("true"), file, line, key + "=" + value, key + "=true");
            default ->
                throw FileProblems.unknownSetting(
                        file, line, key, Nearest.to(key, KNOWN).orElse(null));
        };
    }

    private static boolean require(boolean holds, SourceFile file, int line, String written, String meant) {
        if (!holds) {
            throw FileProblems.unknownSetting(file, line, written, meant);
        }
        return true;
    }
}
