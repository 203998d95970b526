package dev.dbmigrations.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CopyTextTest {

    @Test
    void theDataIsWhatStandsBetweenTheCommandsLineAndTheEndMark() {
        assertThat(CopyText.of("COPY public.t (a, b) FROM stdin;\n1\tx\n2\t\\N\n\\."))
                .contains(new CopyText("COPY public.t (a, b) FROM stdin", "1\tx\n2\t\\N\n"));
    }

    @Test
    void theEndMarkMayBeFollowedByLinesOrBeMissing() {
        assertThat(CopyText.of("copy t from STDIN;\n1\n\\.\n\n").orElseThrow().data())
                .isEqualTo("1\n");
        assertThat(CopyText.of("copy t from STDIN;\n1\n").orElseThrow().data()).isEqualTo("1\n");
        assertThat(CopyText.of("copy t from STDIN;\n\\.").orElseThrow().data()).isEmpty();
        assertThat(CopyText.of("copy t from STDIN").orElseThrow().data()).isEmpty();
    }

    @Test
    void aDataLineThatOnlyEndsLikeTheMarkIsData() {
        assertThat(CopyText.of("copy t from stdin;\nC:\\.").orElseThrow().data())
                .isEqualTo("C:\\.");
    }

    @Test
    void aSemicolonInQuotesDoesNotEndTheCommand() {
        String command = "COPY \"a;b\" FROM STDIN WITH (FORMAT csv, DELIMITER ';', QUOTE E'\\'', NULL 'it''s;')";
        assertThat(CopyText.of("-- a; b\n/* c; */ " + command + ";\n1;2\n\\."))
                .contains(new CopyText(command, "1;2\n"));
    }

    @Test
    void otherStatementsAreNoCopy() {
        assertThat(CopyText.of("COPY t TO STDOUT")).isEmpty();
        assertThat(CopyText.of("COPY t FROM '/tmp/from stdin;'")).isEmpty();
        assertThat(CopyText.of("SELECT 'COPY t FROM stdin'")).isEmpty();
        assertThat(CopyText.of("copying")).isEmpty();
    }
}
