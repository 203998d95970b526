package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.parse.Identifiers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** How MySQL and MariaDB write identifiers: case kept, in backticks where needed, at most 64 characters. */
public final class MySqlNames implements Names {
    private static final int MAXIMUM = 64;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private final LexicalRules rules;

    public MySqlNames(LexicalRules rules) {
        this.rules = rules;
    }

    @Override
    public String quote(String identifier) {
        boolean plain = PLAIN.matcher(identifier).matches()
                && !rules.reservedWords().contains(identifier.toLowerCase(java.util.Locale.ROOT));
        return plain ? identifier : "`" + identifier.replace("`", "``") + "`";
    }

    /** In characters, not bytes (MySQL 8.0 manual, 9.2.1). */
    @Override
    public int maximumLength() {
        return MAXIMUM;
    }

    @Override
    public String derived(String base, String suffix) {
        String whole = base + "_" + suffix;
        if (length(whole) <= MAXIMUM) {
            return whole;
        }
        CRC32 crc = new CRC32();
        crc.update(whole.getBytes(StandardCharsets.UTF_8));
        String end = "_" + Long.toHexString(crc.getValue()) + "_" + suffix;
        int kept = MAXIMUM - length(end);
        return base.substring(0, base.offsetByCodePoints(0, Math.min(kept, length(base)))) + end;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    @Override
    public String renameColumn(String expression, String from, String to) {
        return Identifiers.renameColumn(expression, from, to, rules);
    }

    /** Our sessions read a backslash as an escape: NO_BACKSLASH_ESCAPES is not in their mode. */
    @Override
    public String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
