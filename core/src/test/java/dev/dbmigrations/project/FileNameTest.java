package dev.dbmigrations.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.change.Version;
import dev.dbmigrations.project.FileName.Role;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource({
        "V1__add_users.sql, VERSIONED, 1, add users",
        "V1_2.3__x.sql, VERSIONED, 1.2.3, x",
        "V1__.sql, VERSIONED, 1, ''",
        "V1__a__b.sql, VERSIONED, 1, a  b",
        "V20261122153012__rename_column.SQL, VERSIONED, 20261122153012, rename column",
        "U1__add_users.Sql, UNDO, 1, add users",
        "B7__all.sql, BASELINE, 7, all",
        "R__refresh_views.sql, REPEATABLE, '', refresh views",
        "000001_create_users.up.sql, UP, 000001, create users",
        "000001_create_users.down.sql, DOWN, 000001, create users",
        "20151127184807_create_users.sql, BOTH, 20151127184807, create users",
        "1-init.sql, BOTH, 1, init"
    })
    void aNameSaysWhichMigrationTheFileIs(String name, Role role, String version, String description) {
        assertThat(FileName.parse(name)).contains(new FileName(role, version, description));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1__lower_case_prefix.sql",
                "V1_one_underscore.sql",
                "V__no_version.sql",
                "V1a__letters.sql",
                "V1._2__empty_part.sql",
                "R1__repeatable_with_version.sql",
                "R__.sql",
                "users.sql",
                "__x.sql",
                "V1__x.txt",
                "Vnext__reserved.sql"
            })
    void aNameThatOnlyComesNearSaysNothing(String name) {
        assertThat(FileName.parse(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "v1__lower_case.sql, V1__lower_case.sql",
        "V1_one_underscore.sql, V1__one_underscore.sql",
        "V1.2-addUsers.sql, V1.2__add_users.sql",
        "u3_x.sql, U3__x.sql",
        "2 add users.sql, V2__add_users.sql",
        "R1__views.sql, R__views.sql",
        "r_views.sql, R__views.sql",
        "users.sql, V<version>__users.sql",
        "V__no_version.sql, V<version>__no_version.sql"
    })
    void aWrongNameIsAnsweredWithARightOne(String wrong, String right) {
        assertThat(FileName.suggestion(wrong)).isEqualTo(right);
    }

    @Test
    void everyNameReadsBackAsItWasWritten() {
        long seed = 7101;
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            String version = IntStream.rangeClosed(0, random.nextInt(4))
                    .mapToObj(i -> String.valueOf(random.nextInt(0, 100_000)))
                    .collect(Collectors.joining("."));
            Role role = List.of(Role.VERSIONED, Role.UNDO, Role.BASELINE, Role.REPEATABLE)
                    .get(random.nextInt(4));
            FileName name = new FileName(role, role == Role.REPEATABLE ? "" : version, words(random));
            assertThat(FileName.parse(name.toText()))
                    .as("seed %d, round %d", seed, round)
                    .contains(name);
        }
    }

    private static String words(Random random) {
        return IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> "abc9é".substring(random.nextInt(4)))
                .collect(Collectors.joining(" "));
    }

    @Test
    void versionsAreInOrderHoweverTheyAreWritten() {
        long seed = 7102;
        Random random = new Random(seed);
        List<List<Integer>> numbers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            numbers.add(random.ints(random.nextInt(1, 5), 0, 12).boxed().toList());
        }
        List<Version> versions = new ArrayList<>(
                numbers.stream().map(parts -> version(parts, random)).toList());
        Collections.shuffle(versions, random);
        Collections.sort(versions);
        for (int i = 1; i < versions.size(); i++) {
            List<BigInteger> smaller = versions.get(i - 1).parts();
            List<BigInteger> greater = versions.get(i).parts();
            assertThat(number(smaller))
                    .as("seed %d: %s, %s", seed, smaller, greater)
                    .isLessThanOrEqualTo(number(greater));
        }
    }

    private static Version version(List<Integer> parts, Random random) {
        return new Version(parts.stream()
                .map(part -> "0".repeat(random.nextInt(3)) + part)
                .collect(Collectors.joining(random.nextBoolean() ? "." : "_")));
    }

    /** The parts as digits to the base of 100, four of them. */
    private static long number(List<BigInteger> parts) {
        long number = 0;
        for (int i = 0; i < 4; i++) {
            number = number * 100 + (i < parts.size() ? parts.get(i).longValue() : 0);
        }
        return number;
    }
}
