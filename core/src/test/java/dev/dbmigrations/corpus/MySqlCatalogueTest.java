package dev.dbmigrations.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.analyze.RuleCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where each danger of MySQL and MariaDB in the safety catalogue is answered: by a rule that speaks in a case, by a rung of
 * the ladder that the servers are held to, by a test of its own, or by a sentence in the limits.
 */
class MySqlCatalogueTest {
    private static final Path CASES = Path.of("../cases/mysql-family");
    private static final Path LADDER = Path.of("src/test/resources/ladder");
    private static final Path LIMITS = Path.of("../docs/limits.md");
    private static final Path TESTS = Path.of("src/test/java/dev/dbmigrations");

    /** Numbers 24, 32 to 34 and 39 are not given. */
    private static final List<Integer> NOT_GIVEN = List.of(24, 32, 33, 34, 39);

    private static final String ANSWERS = """
            MY01 | case   | index-with-column-rebuilds-table: index-with-column-rebuilds-table
            MY01 | ladder | alter table tg add column z int first
            MY02 | case   | row-versions-used-up: table-rebuild-delays-replicas
            MY03 | test   | database/mysql/RowVersionsTest#theReleaseThatSpoiltTablesAddsNoColumnAtOnce
            MY03 | test   | database/mysql/RowVersionsTest#aColumnIsNeverDroppedAndAnotherMovedInOneStatement
            MY04 | case   | order-defaults-and-nulls: table-copy-blocks-writes
            MY05 | case   | missing-default-fills-rows: missing-default-fills-rows
            MY06 | case   | type-changes: table-copy-blocks-writes
            MY06 | ladder | alter table t add column z int auto_increment unique
            MY07 | case   | table-copy-blocks-writes: table-copy-blocks-writes
            MY08 | case   | neutral-rules: column-drop-breaks-clients
            MY08 | ladder | alter table tft drop column a
            MY09 | case   | neutral-rules: column-rename-breaks-clients
            MY09 | case   | neutral-rules: table-rename-breaks-clients
            MY10 | case   | order-defaults-and-nulls: table-rebuild-delays-replicas
            MY11 | case   | type-changes: table-copy-blocks-writes
            MY12 | case   | type-changes: type-change-breaks-clients
            MY12 | ladder | alter table t modify b varchar(64) character set utf8mb4
            MY13 | case   | character-set-conversion-widens-texts: character-set-conversion-widens-texts
            MY13 | ladder | alter table t modify c2 varchar(50) charset utf8mb4
            MY14 | case   | lost-member-breaks-rows: lost-member-breaks-rows
            MY15 | case   | table-rebuild-delays-replicas: table-rebuild-delays-replicas
            MY16 | case   | order-defaults-and-nulls: table-rebuild-delays-replicas
            MY16 | ladder | alter table tred modify a int null
            MY17 | case   | whole-tables: table-rebuild-delays-replicas
            MY17 | ladder | alter table pk add primary key(id)
            MY18 | ladder | alter table t drop primary key
            MY19 | ladder | alter table t drop primary key, add primary key(nn,id)
            MY20 | case   | key-type-change-breaks-references: key-type-change-breaks-references
            MY21 | case   | text-index-blocks-writes: text-index-blocks-writes
            MY21 | ladder | alter table t add unique index z1(p)
            MY22 | case   | foreign-key-needs-index: foreign-key-needs-index
            MY23 | case   | unchecked-foreign-key-trusts-rows: unchecked-foreign-key-trusts-rows
            MY23 | case   | unchecked-foreign-key-trusts-rows-not: table-copy-blocks-writes
            MY25 | case   | table-copy-blocks-writes: table-copy-blocks-writes
            MY25 | ladder | alter table tck drop constraint ck1
            MY26 | case   | partition-drop-loses-data: partition-drop-loses-data
            MY26 | case   | whole-tables: table-copy-blocks-writes
            MY27 | case   | engine-change-loses-transactions: engine-change-loses-transactions
            MY27 | case   | whole-tables: table-rebuild-delays-replicas
            MY28 | case   | neutral-rules: table-drop-loses-data
            MY28 | case   | neutral-rules: truncate-loses-data
            MY29 | test   | database/mysql/LockGuardTest#whoQueuesBehindUsIsLetThroughWhileTheBlockerStays
            MY30 | case   | table-rebuild-delays-replicas: table-rebuild-delays-replicas
            MY31 | case   | asked-lock-blocks-clients: asked-lock-blocks-clients
            MY35 | limit  | On a Galera cluster
            MY36 | case   | table-rebuild-delays-replicas: table-rebuild-delays-replicas
            MY37 | case   | false-instant-copies-table: false-instant-copies-table
            MY38 | case   | cascading-child-copies: table-copy-blocks-writes
            MY38 | ladder | alter table tdel modify a bigint
            MY40 | case   | missing-primary-key-slows-replicas: missing-primary-key-slows-replicas
            """;

    /** Where one danger is answered. */
    record Answer(String number, String kind, String where) {
        static Answer of(String line) {
            String[] parts = line.split("\\s*\\|\\s*", 3);
            return new Answer(parts[0], parts[1], parts[2]);
        }
    }

    static Stream<Answer> answers() {
        return ANSWERS.lines().map(Answer::of);
    }

    @Test
    void everyDangerIsAnswered() {
        assertThat(answers().map(Answer::number).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 40)
                        .filter(n -> !NOT_GIVEN.contains(n))
                        .mapToObj(n -> "MY%02d".formatted(n))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("answers")
    void theAnswerIsWhereItIsSaidToBe(Answer answer) throws IOException {
        switch (answer.kind()) {
            case "case" -> assertCase(answer.where().split(": "));
            case "ladder" -> assertRung(answer.where());
            case "test" -> assertTest(answer.where().split("#"));
            default -> assertThat(Files.readString(LIMITS)).contains(answer.where());
        }
    }

    private static void assertCase(String[] caseAndRule) throws IOException {
        Path folder = CASES.resolve(caseAndRule[0]);
        assertThat(RuleCatalogue.discovered().ids()).contains(caseAndRule[1]);
        List<String> spoken;
        try (Stream<Path> files = Files.list(folder)) {
            spoken = files.filter(f -> f.toString().endsWith(".findings"))
                    .flatMap(f -> Arrays.stream(new CorpusCase(folder)
                            .text(String.valueOf(f.getFileName()))
                            .split("\n")))
                    .filter(l -> l.startsWith(caseAndRule[1] + " "))
                    .toList();
        }
        assertThat(spoken).as("%s speaks in %s", caseAndRule[1], folder).isNotEmpty();
    }

    private static void assertRung(String statement) throws IOException {
        try (Stream<Path> files = Files.list(LADDER)) {
            assertThat(files.filter(f -> f.toString().endsWith(".tsv")))
                    .hasSizeGreaterThanOrEqualTo(3)
                    .allSatisfy(f -> assertThat(Files.readString(f)).contains("\n" + statement + "\t"));
        }
    }

    private static void assertTest(String[] classAndMethod) throws IOException {
        assertThat(Files.readString(TESTS.resolve(classAndMethod[0] + ".java")))
                .contains("void " + classAndMethod[1] + "(");
    }
}
