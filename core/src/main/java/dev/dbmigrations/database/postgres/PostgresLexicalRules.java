package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.ClientCommands;
import dev.dbmigrations.dialect.LexicalFeature;
import dev.dbmigrations.dialect.LexicalRules;
import java.util.Set;

/** How PostgreSQL reads SQL: the lexer of versions 14 to 18 with {@code standard_conforming_strings} on. */
public final class PostgresLexicalRules {

    /**
     * Every keyword that {@code quote_ident} quotes in 14.24 or 18.6: those of {@code pg_get_keywords()} whose
     * {@code catcode} is not {@code U}.
     */
    private static final String KEYWORDS = """
            all analyse analyze and any array as asc asymmetric authorization between bigint binary bit
            boolean both case cast char character check coalesce collate collation column concurrently
            constraint create cross current_catalog current_date current_role current_schema current_time
            current_timestamp current_user dec decimal default deferrable desc distinct do else end except
            exists extract false fetch float for foreign freeze from full grant greatest group grouping
            having ilike in initially inner inout int integer intersect interval into is isnull join json
            json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar
            json_serialize json_table json_value lateral leading least left like limit localtime
            localtimestamp merge_action national natural nchar none normalize not notnull null nullif
            numeric offset on only or order out outer overlaps overlay placing position precision primary
            real references returning right row select session_user setof similar smallint some substring
            symmetric system_user table tablesample then time timestamp to trailing treat trim true union
            unique user using values varchar variadic verbose when where window with xmlattributes
            xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize
            xmltable""";

    /** {@code pg_dump} has written a {@code restrict} command and its counterpart since its releases of August 2025 (CVE-2025-8714). */
    private static final ClientCommands PSQL =
            new ClientCommands("psql", ClientCommands.Style.BACKSLASH, Set.of("restrict", "unrestrict"));

    public static final LexicalRules RULES = LexicalRules.STANDARD
            .with(
                    LexicalFeature.DOLLAR_QUOTES,
                    LexicalFeature.NESTED_COMMENTS,
                    LexicalFeature.ESCAPE_STRINGS,
                    LexicalFeature.UNICODE_STRINGS,
                    LexicalFeature.ATOMIC_BODIES,
                    LexicalFeature.COPY_FROM_STDIN)
            .withReservedWords(Set.of(KEYWORDS.split("\\s+")))
            .with(PSQL);

    private PostgresLexicalRules() {}
}
