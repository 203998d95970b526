package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

/** What every failure tells: what failed, where, why, in which state things are now, what to type next. */
final class FiveFacts {
    private FiveFacts() {}

    static void areIn(String printed) {
        assertThat(printed)
                .containsPattern("(?m)^DBM-\\d{4}  \\S")
                .containsPattern("(?m)^  (at|held by) +\\S")
                .containsPattern("(?m)^  (why|found|held by) +\\S")
                .containsPattern("(?m)^  state +\\S")
                .containsPattern("(?m)^  next +\\S")
                .contains("❌ COMMAND FAILED: /db-migrations", "\nReason: DBM-", "\nNext: ");
    }
}
