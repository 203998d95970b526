package dev.dbmigrations.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.project.starter.Starter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(ints = {14, 18})
class PostgresStarterSqlTest {

    /** Each runs on what the ones before it left behind. */
    private static final List<String> LIFE_OF_A_PROJECT = List.of(
            "create_users email:varchar(255):unique:notnull age:int:null name:text:index:default='nobody'",
            "create_orders id:uuid user_id:bigint price:numeric(10,2):notnull:default=0",
            "add_phone_to_users phone:text:unique",
            "add_a_and_b_to_users",
            "index_phone_and_age_on_users",
            "add_unique_index_on_orders_price",
            "make_age_required_in_users",
            "add_foreign_key_from_orders_to_users",
            "change_age_to_bigint_in_users",
            "make_age_optional_in_users",
            "rename_phone_to_order_in_users",
            "remove_a_from_users",
            "rename_users_to_user",
            "drop_orders_table");

    private static final String COLUMNS =
            "SELECT string_agg(concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default), '; '"
                    + " ORDER BY table_name, column_name) FROM information_schema.columns WHERE table_schema = 'public'";
    private static final String INDEXES =
            "SELECT string_agg(indexdef, '; ' ORDER BY indexdef) FROM pg_indexes" + " WHERE schemaname = 'public'";

    @Parameter
    private int major;

    private LiveDatabase live;

    @BeforeEach
    void open() {
        live = new LiveDatabase(major);
    }

    @AfterEach
    void close() {
        live.close();
    }

    @Test
    void whatNamesBecomeRunsForthAndBackToTheSameSchema() {
        for (String arguments : LIFE_OF_A_PROJECT) {
            List<String> words = Arrays.asList(arguments.split(" "));
            Starter starter = Starter.of(
                    words.getFirst(), words.subList(1, words.size()), new PostgresStarterSql(new PostgresNames()));
            String before = schema();
            live.run(starter.up());
            assertThat(schema()).as(arguments).isNotEqualTo(before);
            starter.undo().ifPresent(undo -> {
                live.run(undo);
                assertThat(schema()).as("%s, and back", arguments).isEqualTo(before);
                live.run(starter.up());
            });
        }
    }

    private String schema() {
        return live.ask("SELECT concat_ws('|', (" + COLUMNS + "), (" + INDEXES + "),"
                        + " (SELECT count(*) FROM pg_constraint WHERE contype = 'f'))")
                .getFirst();
    }
}
