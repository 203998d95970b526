package dev.dbmigrations.database.postgres.locks;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a default gives every row the same value. Functions not known here count as volatile until the server says
 * otherwise; so does nothing that the server would evaluate once.
 */
final class DefaultExpression {
    private static final Pattern STRINGS =
            Pattern.compile("'(?:[^']|'')*'|\\$([A-Za-z_]*)\\$.*?\\$\\1\\$", Pattern.DOTALL);
    private static final Pattern TYPE_WITH_LENGTH =
            Pattern.compile("(?i)(?:::|\\bas\\s)\\s*[a-z_][a-z_0-9. ]*\\([0-9, ]*\\)");
    private static final Pattern CALL = Pattern.compile("([A-Za-z_][A-Za-z_0-9.]*|\"[^\"]+\")\\s*\\(");

    /** SQL words that may stand before a parenthesis, and functions whose provolatile is i or s (pg_proc, PostgreSQL 15). */
    private static final Set<String> SAME_FOR_ALL_ROWS = Set.of(
            ("and or not in is when then else case end any all some between like ilike array row cast coalesce nullif"
                            + " greatest least extract overlay position substring trim interval collate"
                            + " now current_timestamp transaction_timestamp statement_timestamp localtimestamp"
                            + " current_time localtime current_date current_setting txid_current pg_current_xact_id"
                            + " to_char to_date to_number to_timestamp date_trunc date_part make_date make_time"
                            + " make_timestamp make_timestamptz make_interval age timezone date"
                            + " lower upper initcap concat concat_ws format length char_length octet_length md5 sha256"
                            + " encode decode replace regexp_replace split_part left right lpad rpad repeat reverse"
                            + " btrim ltrim rtrim substr abs ceil ceiling floor round trunc mod power sqrt sign"
                            + " json_build_object jsonb_build_object json_build_array jsonb_build_array to_json"
                            + " to_jsonb jsonb_set json_object jsonb_object array_append array_cat array_fill"
                            + " string_to_array array_to_string hstore int4range int8range numrange tsrange tstzrange"
                            + " daterange point inet cidr to_tsvector to_tsquery"
                            + " int4 int8 int2 float8 float4 text numeric bool jsonb json timestamptz timestamp bpchar"
                            + " varchar decimal")
                    .split(" "));

    private DefaultExpression() {}

    static boolean maybeVolatile(String expression) {
        String code = STRINGS.matcher(expression).replaceAll(" ");
        code = TYPE_WITH_LENGTH.matcher(code).replaceAll(" ");
        Matcher calls = CALL.matcher(code);
        while (calls.find()) {
            String name = calls.group(1).toLowerCase(Locale.ROOT).replaceFirst("^pg_catalog\\.", "");
            if (!SAME_FOR_ALL_ROWS.contains(name)) {
                return true;
            }
        }
        return false;
    }
}
