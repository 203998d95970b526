package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.parse.Identifiers;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/** How PostgreSQL writes identifiers: folded to lower case unless quoted, at most 63 bytes (NAMEDATALEN - 1). */
public final class PostgresNames implements Names {
    private static final int MAXIMUM = 63;

    /** Words that cannot stand as a column or table name unquoted: PostgreSQL 18, appendix C, reserved in any way. */
    private static final Set<String> RESERVED = Set.of(
            ("all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case"
                            + " cast char character check coalesce collate collation column concurrently constraint create cross"
                            + " current_catalog current_date current_role current_schema current_time current_timestamp current_user"
                            + " dec decimal default deferrable desc distinct do else end except exists extract false fetch float for"
                            + " foreign freeze from full grant greatest group grouping having ilike in initially inner inout int"
                            + " integer intersect interval into is isnull join json json_array json_arrayagg json_exists json_object"
                            + " json_objectagg json_query json_scalar json_serialize json_table json_value lateral leading least left"
                            + " like limit localtime localtimestamp merge_action national natural nchar none normalize not notnull"
                            + " null nullif numeric offset on only or order out outer overlaps overlay placing position precision"
                            + " primary real references returning right row select session_user setof similar smallint some"
                            + " substring symmetric system_user table tablesample then time timestamp to trailing treat trim true"
                            + " union unique user using values varchar variadic verbose when where window with xmlattributes"
                            + " xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable")
                    .split(" "));

    @Override
    public String quote(String identifier) {
        boolean plain = identifier.matches("[a-z_][a-z0-9_]*") && !RESERVED.contains(identifier);
        return plain ? identifier : '"' + identifier.replace("\"", "\"\"") + '"';
    }

    @Override
    public int maximumLength() {
        return MAXIMUM;
    }

    @Override
    public String derived(String base, String suffix) {
        String whole = base + "_" + suffix;
        if (bytes(whole) <= MAXIMUM) {
            return whole;
        }
        CRC32 crc = new CRC32();
        crc.update(whole.getBytes(StandardCharsets.UTF_8));
        String end = "_" + Long.toHexString(crc.getValue()) + "_" + suffix;
        String cut = base;
        while (bytes(cut + end) > MAXIMUM) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut + end;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String renameColumn(String expression, String from, String to) {
        return Identifiers.renameColumn(expression, from, to, PostgresLexicalRules.RULES);
    }

    @Override
    public String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') >= 0 ? "E" + quoted.replace("\\", "\\\\") : quoted;
    }
}
