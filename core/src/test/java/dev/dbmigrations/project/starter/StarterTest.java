package dev.dbmigrations.project.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.Golden;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.database.postgres.PostgresNames;
import dev.dbmigrations.database.postgres.PostgresStarterSql;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StarterTest {

    private static Starter starter(String arguments) {
        List<String> words = Arrays.asList(arguments.split(" "));
        return Starter.of(
                words.getFirst(), words.subList(1, words.size()), new PostgresStarterSql(new PostgresNames()));
    }

    private static String text(String arguments) {
        Starter starter = starter(arguments);
        return "$ create " + arguments + "\n\n" + starter.up() + "\n-- undo\n"
                + starter.undo().orElse("-- none follows from the name\n");
    }

    @ParameterizedTest
    @CsvSource({
        "create-preferences, add_user_preferences_table",
        "create-users-table, create_users_table email:varchar(255):unique:notnull age:int:null",
        "create-users, 'create_users name:text:index price:numeric(10,2):default=0 at:timestamptz:notnull:default=now()'",
        "create-with-key, create_users id:uuid:notnull",
        "drop-users, drop_users_table",
        "add-column, add_email_to_users email:varchar(255):unique",
        "add-columns, add_contact_to_users_table email:text:index phone:text",
        "add-untyped, add_first_name_and_last_name_to_users",
        "remove-column, remove_email_from_users",
        "drop-columns, drop_email_and_phone_from_users",
        "rename-column, rename_mail_to_email_in_users",
        "rename-to-reserved, rename_kind_to_order_in_user",
        "rename-table, rename_users_to_accounts",
        "index-column, index_email_on_users",
        "index-columns, index_last_name_and_first_name_on_users",
        "index-table-column, add_index_on_users_email",
        "index-unique, add_unique_index_on_user_settings name",
        "require, make_email_required_in_users",
        "not-null, set_email_not_null_in_users",
        "optional, make_email_optional_in_users",
        "change-type, change_price_to_bigint_in_items",
        "change-type-given, 'change_price_to_numeric_in_items price:numeric(10,2)'",
        "foreign-key, add_foreign_key_from_orders_to_users",
        "foreign-key-column, add_foreign_key_from_orders_to_companies buyer_id:bigint",
        "long-names, add_index_on_a_table_with_a_name_that_is_nearly_too_long another_name_of_that_length",
        "skeleton, rename_column",
        "skeleton-index, drop_index_from_users",
        "camel-case, AddEmailToUsers email:text"
    })
    void aNameBecomesSql(String golden, String arguments) {
        Golden.assertMatches("project/starter/" + golden + ".sql", text(arguments));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rename_column",
                "create_index_on",
                "create_view_active_users",
                "add_foreign_key_to_orders",
                "remove_default_from_users",
                "backfill_emails"
            })
    void anyOtherNameBecomesASkeletonOfComments(String name) {
        Starter starter = starter(name);
        assertThat(starter.kind()).isEqualTo(Starter.Kind.SKELETON);
        assertThat(starter.up().lines()).allMatch(line -> line.startsWith("--"));
        assertThat(starter.undo()).isEmpty();
    }

    @Test
    void sqlOfOnesOwnIsEndedAndKept() {
        assertThat(Starter.written("Tidy up", " DELETE FROM a ").up()).isEqualTo("DELETE FROM a;\n");
        assertThat(Starter.written("Tidy up", "SELECT 1;\n").name()).isEqualTo("tidy_up");
    }

    @ParameterizedTest
    @CsvSource({
        "path, ../../etc/passwd",
        "no-letters, ---",
        "bad-column, create_users e-mail:text",
        "no-type, create_users email::unique",
        "open-parenthesis, create_users email:varchar(255",
        "unknown-trait, create_users email:text:uniqe",
        "null-and-notnull, create_users email:text:null:notnull",
        "columns-for-nothing, tidy_up email:text"
    })
    void whatCannotBeUsedIsTold(String golden, String arguments) {
        var told = catchThrowableOfType(MigrationException.class, () -> starter(arguments));
        assertThat(told).as("refusal").isNotNull();
        Golden.assertMatches("project/starter/refused-" + golden + ".txt", told.toText());
    }

    @Test
    void aNameTooLongForAHistoryIsTold() {
        var told = catchThrowableOfType(MigrationException.class, () -> starter("a".repeat(201)));
        Golden.assertMatches("project/starter/refused-too-long.txt", told.toText());
    }

    @ParameterizedTest
    @CsvSource({
        "users, user",
        "companies, company",
        "addresses, address",
        "boxes, box",
        "matches, match",
        "status, statu",
        "sheep, sheep",
        "access, access"
    })
    void aTableIsSpokenOfInTheSingular(String plural, String singular) {
        assertThat(Naming.singular(plural)).isEqualTo(singular);
    }
}
