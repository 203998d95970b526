package dev.dbmigrations.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What users of tools that only read the text have complained about, as questions of the corpus. The number is that of the
 * complaint where it was made.
 */
class ComplaintsTest {

    /** What it says where there is nothing to say: others warn there. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            squawk 349,                an index on a table of the same file,         create-index/on-new-table,                 index-build-blocks-writes
            squawk 300,                NOT NULL behind a validated check,            set-not-null/proved-by-a-check,             not-null-scan-blocks-everyone
            squawk 388,                a constant default,                           add-column/constant-default,               volatile-default-rewrites-table
            squawk 390,                a default that is evaluated once,             add-column/default-evaluated-once,         volatile-default-rewrites-table
            squawk 200,                a function of one's own that is not volatile, add-column/own-function-as-default,        volatile-default-rewrites-table
            squawk 694,                a unique constraint from an index,            add-unique/using-index,                    unique-build-blocks-everyone
            squawk 713,                a primary key from an index,                  add-primary-key/using-index,               primary-key-build-blocks-everyone
            squawk 137,                varchar to text,                              change-type/to-text,                       type-change-rewrites-table
            strong_migrations 128,     a longer varchar,                             change-type/longer-varchar,                type-change-rewrites-table
            strong_migrations 70,      a wider numeric,                              change-type/wider-numeric,                 type-change-rewrites-table
            strong_migrations 112,     a small table,                                change-type/small-table,                   type-change-rewrites-table
            atlas 1851,                an index that is built concurrently,          create-index/concurrently,                 index-build-blocks-writes
            online_migrations,         an index of a small table,                    create-index/on-small-table,               index-build-blocks-writes
            """)
    void nothingIsSaidOf(String complaint, String what, String question, String rule) {
        CorpusCase asked = new CorpusCase(Path.of("../cases").resolve(question));
        assertThat(asked.text("migration.sql")).isNotBlank();
        assertThat(asked.text("findings.txt")).doesNotContainPattern("(?m)^" + rule + " ");
    }

    /** What it says where others are silent, or advise what the server refuses. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            squawk 1294,               a dropped foreign key locks the other table,  drop-constraint/foreign-key,               constraint-drop-locks-referenced-table
            squawk 938,                so does one of a new table,                   create-table/with-reference,               foreign-key-locks-referenced-table
            squawk 649,                UNIQUE on a new column builds its index,      add-column/inline-unique,                  inline-constraint-scans-table
            strong_migrations 298,     a check is proved again,                      change-type/checked-column,                type-change-rescans-checks
            strong_migrations 222,     an index of an expression is built again,     change-type/index-on-expression,           type-change-rebuilds-indexes
            strong_migrations 321,     a partitioned table has no concurrent index,  create-index/partitioned,                  index-build-blocks-writes
            sentry 113370,             statistics go with the type,                  change-type/wider-numeric,                 type-change-loses-statistics
            squawk 222,                an invalid index passes for the wanted one,   create-index/if-not-exists,                concurrently-if-not-exists-hides-invalid-index
            strong_migrations 53,      a dropped table,                              drop-table/plain,                          table-drop-loses-data
            strong_migrations 98,      a dropped index waits for every query,        drop-index/plain,                          index-drop-blocks-reads
            """)
    void isTold(String complaint, String what, String question, String rule) {
        CorpusCase asked = new CorpusCase(Path.of("../cases").resolve(question));
        assertThat(asked.text("findings.txt")).containsPattern("(?m)^" + rule + " ");
    }
}
