package dev.dbmigrations.database.mysql;

import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The changes of a type that leave the rows alone (safety catalogue MY12, MY14). */
record TypeChange(Table table, MySqlVersion release) {
    private static final Pattern TEXT = Pattern.compile("(?i)varchar\\s*\\((\\d+)\\)(.*)", Pattern.DOTALL);
    private static final Pattern CHARSET = Pattern.compile("(?i)(?:character set|charset)\\s+(\\w+)");
    private static final Pattern COLLATION = Pattern.compile("(?i)collate\\s+(\\w+)");

    /** Collations that a character set has when none is named, in one release or another. */
    private static final String CHARSETS_OWN = ".*_(general|swedish|uca1400_ai|0900_ai)_ci";

    private static final Pattern MEMBERS = Pattern.compile("(?is)(enum|set)\\s*\\((.*)\\)(.*)");

    /** Empty where the rows have to be copied. */
    Optional<Rung> rung(ColumnChange.ChangeType change) {
        Column before = table.column(change.column()).orElse(null);
        if (before == null) {
            return Optional.empty();
        }
        if (isOtherExpression(before, change)) {
            return Optional.of(Rung.INSTANT);
        }
        String from = MySqlDdlWriter.definition(before).type();
        if (isCollatedAnew(before, from, change.type())) {
            return release.isMariaDb() ? widened(from, change.type()).map(r -> Rung.NOCOPY) : Optional.empty();
        }
        return widened(from, change.type())
                .filter(r -> release.isMariaDb() || !isIndexed(before.name()) || isOfSameCharset(from, change.type()))
                .or(() -> appended(from, change.type()));
    }

    /** What is not stored is only described anew. */
    private boolean isOtherExpression(Column before, ColumnChange.ChangeType change) {
        ColumnText now = MySqlDdlWriter.definition(before);
        return release.isMariaDb()
                && before.generation() == Column.Generation.COMPUTED_VIRTUAL
                && !isIndexed(before.name())
                && TypeText.normal(now.type()).equals(TypeText.normal(change.type()));
    }

    private boolean isIndexed(String column) {
        return table.indexes().stream().anyMatch(i -> i.keyColumns().contains(column));
    }

    /** An index is kept in the order of the collation. */
    private boolean isCollatedAnew(Column before, String from, String to) {
        Optional<String> old = named(COLLATION, from);
        Optional<String> fresh = named(COLLATION, to);
        boolean other = fresh.isPresent()
                ? !fresh.equals(old)
                : old.isPresent() && !old.get().matches(CHARSETS_OWN);
        return other && isIndexed(before.name());
    }

    private static Optional<String> named(Pattern option, String type) {
        Matcher named = option.matcher(type);
        return named.find() ? Optional.of(named.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** The server keeps one byte for a length up to 255 bytes, else two. */
    private Optional<Rung> widened(String from, String to) {
        Matcher old = TEXT.matcher(from);
        Matcher fresh = TEXT.matcher(to);
        if (!old.matches() || !fresh.matches()) {
            return Optional.empty();
        }
        String oldSet = charset(old.group(2));
        String freshSet = charset(fresh.group(2));
        if (!oldSet.equals(freshSet) && !isSuperset(oldSet, freshSet)) {
            return Optional.empty();
        }
        long before = Long.parseLong(old.group(1)) * bytes(oldSet);
        long after = Long.parseLong(fresh.group(1)) * bytes(freshSet);
        boolean sameClass = (before <= 255) == (after <= 255);
        boolean small = release.isMariaDb()
                && (before <= 127 || table.storage().rowFormat().equals("redundant"));
        if (after < before || !(sameClass || small)) {
            return Optional.empty();
        }
        return Optional.of(release.isMariaDb() ? Rung.INSTANT : Rung.INPLACE);
    }

    private static boolean isSuperset(String before, String after) {
        return before.equals("utf8mb3") && after.equals("utf8mb4");
    }

    private boolean isOfSameCharset(String from, String to) {
        return charset(from).equals(charset(to));
    }

    private String charset(String options) {
        String said = named(CHARSET, options).orElse(table.storage().characterSet());
        return said.equals("utf8") ? "utf8mb3" : said;
    }

    private static int bytes(String charset) {
        return switch (charset) {
            case "utf8mb4", "utf16", "utf32", "gb18030" -> 4;
            case "utf8mb3", "ujis", "eucjpms" -> 3;
            case "ucs2", "big5", "gbk", "gb2312", "sjis", "cp932", "euckr" -> 2;
            default -> 1;
        };
    }

    private Optional<Rung> appended(String from, String to) {
        Matcher old = MEMBERS.matcher(from);
        Matcher fresh = MEMBERS.matcher(to);
        if (!old.matches() || !fresh.matches() || !old.group(1).equalsIgnoreCase(fresh.group(1))) {
            return Optional.empty();
        }
        List<String> before = members(old.group(2));
        List<String> after = members(fresh.group(2));
        boolean extended =
                after.size() >= before.size() && after.subList(0, before.size()).equals(before);
        boolean isSet = old.group(1).equalsIgnoreCase("set");
        return extended && size(before.size(), isSet) == size(after.size(), isSet)
                ? Optional.of(Rung.INSTANT)
                : Optional.empty();
    }

    private static List<String> members(String list) {
        return Arrays.stream(list.split("\\s*,\\s*(?=')")).map(String::strip).toList();
    }

    private static int size(int members, boolean isSet) {
        if (!isSet) {
            return members <= 255 ? 1 : 2;
        }
        int bytes = (members + 7) / 8;
        return bytes > 4 ? 8 : bytes;
    }
}
