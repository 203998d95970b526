package dev.dbmigrations.database.postgres.grammar;

import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Function_callContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Indirection_varContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Json_functionContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Select_listContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Select_primaryContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Value_expression_primaryContext;

/** Whether each row of a SELECT comes from one row of its FROM, as far as its list tells. */
final class SelectList {

    /** {@code pg_proc} of PostgreSQL 18 where {@code prokind} is {@code a}; families by prefix are in {@link #isAggregate}. */
    private static final Set<String> AGGREGATES = words("""
            any_value array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count covar_pop covar_samp
            cume_dist dense_rank every json_agg json_agg_strict json_object_agg jsonb_agg jsonb_agg_strict
            jsonb_object_agg max min mode percent_rank percentile_cont percentile_disc range_agg
            range_intersect_agg rank stddev stddev_pop stddev_samp string_agg sum var_pop var_samp variance
            xmlagg
            """);

    /** {@code pg_proc} of PostgreSQL 18 where {@code proretset}, those that a migration is likely to call. */
    private static final Set<String> ROW_GIVERS = words("""
            unnest generate_series generate_subscripts regexp_matches regexp_split_to_table string_to_table
            json_array_elements json_array_elements_text jsonb_array_elements jsonb_array_elements_text
            json_each json_each_text jsonb_each jsonb_each_text json_object_keys jsonb_object_keys
            jsonb_path_query jsonb_path_query_tz json_populate_recordset jsonb_populate_recordset
            json_to_recordset jsonb_to_recordset
            """);

    /** Functions that surely neither gather nor multiply rows. */
    private static final Set<String> PLAIN = words("""
            abs age array_append array_length array_to_string btrim cardinality ceil ceiling char_length
            clock_timestamp concat concat_ws date_part date_trunc decode digest encode floor format
            gen_random_uuid initcap json_build_array json_build_object jsonb_build_array jsonb_build_object
            jsonb_set left length lower lpad ltrim make_date make_interval make_timestamp make_timestamptz md5
            mod nextval now octet_length power random regexp_replace repeat replace reverse right round
            row_to_json rpad rtrim sha256 split_part statement_timestamp string_to_array strpos substr to_char
            to_date to_json to_jsonb to_number to_timestamp transaction_timestamp translate trunc upper
            uuid_generate_v4 uuidv4 uuidv7
            """);

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    private final Sql sql;
    private int insideUnknown;
    private boolean names;
    private boolean unknown;
    private @Nullable String refusal;

    private SelectList(Sql sql) {
        this.sql = sql;
    }

    static @Nullable String refusal(Sql sql, Select_primaryContext select) {
        if (select.WINDOW() != null) {
            return "a window function looks at other rows";
        }
        Select_listContext list = select.select_list();
        if (list == null) {
            return null;
        }
        SelectList reader = new SelectList(sql);
        reader.look(list);
        if (reader.refusal == null && reader.unknown && !reader.names) {
            return "a function in the SELECT list may gather rows";
        }
        return reader.refusal;
    }

    private void look(ParseTree node) {
        if (!Refusals.isNoSelect(node)) {
            return;
        }
        names |= insideUnknown == 0 && isColumn(node);
        if (node instanceof Json_functionContext json
                && (json.JSON_ARRAYAGG() != null || json.JSON_OBJECTAGG() != null)) {
            refuse("an aggregate gathers rows from everywhere in the table");
        }
        boolean opaque = node instanceof Function_callContext call && isUnknown(call);
        insideUnknown += opaque ? 1 : 0;
        for (int i = 0; i < node.getChildCount(); i++) {
            look(node.getChild(i));
        }
        insideUnknown -= opaque ? 1 : 0;
    }

    private static boolean isColumn(ParseTree node) {
        return (node instanceof Value_expression_primaryContext value && value.MULTIPLY() != null)
                || (node instanceof Indirection_varContext name && name.identifier() != null);
    }

    /** A column beside all aggregates proves that there are none; one among the arguments of an unknown function proves nothing. */
    private boolean isUnknown(Function_callContext call) {
        if (call.OVER() != null) {
            refuse("a window function looks at other rows");
        }
        if (call.schema_qualified_name_nontype() == null) {
            if (call.function_construct() != null && call.function_construct().GROUPING() != null) {
                refuse("GROUPING gathers rows from everywhere in the table");
            }
            return false;
        }
        List<String> parts =
                Spans.name(sql, call.schema_qualified_name_nontype()).parts();
        String function = parts.getLast();
        boolean gathers = call.filter_clause() != null || call.WITHIN() != null || call.set_qualifier() != null;
        if (gathers || !call.orderby_clause().isEmpty() || isAggregate(function)) {
            refuse("an aggregate gathers rows from everywhere in the table");
        } else if (ROW_GIVERS.contains(function)) {
            refuse("a function in the SELECT list may give several rows");
        }
        boolean plain = PLAIN.contains(function);
        unknown |= !plain;
        return !plain;
    }

    private static boolean isAggregate(String function) {
        return AGGREGATES.contains(function) || function.startsWith("regr_");
    }

    private void refuse(String because) {
        refusal = refusal != null ? refusal : because;
    }
}
