package dev.dbmigrations.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.database.Session;
import dev.dbmigrations.database.postgres.PostgresBookkeeping;
import dev.dbmigrations.database.postgres.PostgresDatabase;
import dev.dbmigrations.database.postgres.PostgresDialect;
import dev.dbmigrations.database.postgres.PostgresTarget;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a command pays for finding that there is nothing to do. */
class FirstLookTest {

    /** A process of its own that looks at the history of the database it is given. */
    static final class Looker {
        private Looker() {}

        public static void main(String[] arguments) {
            try (PostgresDatabase database =
                            PostgresDatabase.connect(PostgresTarget.of(arguments[0]), PostgresDialect::new);
                    Session session = database.open("look")) {
                System.out.println("HOME "
                        + new HistoryTables(new PostgresBookkeeping())
                                .look(session)
                                .home());
            }
        }
    }

    @Test
    void lookingAtTheHistoryLoadsNothingThatReadsJson() throws Exception {
        try (TestDatabase scratch = TestPostgres.server(18).fresh()) {
            try (PostgresDatabase database =
                            PostgresDatabase.connect(PostgresTarget.of(scratch.url()), PostgresDialect::new);
                    Session session = database.open("create")) {
                new HistoryTables(new PostgresBookkeeping()).create(session);
            }
            List<String> said = look(scratch.url());
            assertThat(said).anyMatch(line -> line.startsWith("HOME Optional[Home[schema=public"));
            assertThat(said).anyMatch(line -> line.contains(HistoryTables.class.getName()));
            assertThat(said).noneMatch(line -> line.contains("com.fasterxml"));
        }
    }

    private static List<String> look(String url) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:stdout",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Looker.class.getName(),
                        url)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            return output.lines().toList();
        } finally {
            process.waitFor();
        }
    }
}
