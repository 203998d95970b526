package dev.dbmigrations.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.backfill.RowMover.Ending;
import dev.dbmigrations.backfill.Targets;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.KeyRange;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a comparison that was broken off leaves to the next. */
class ResumeTest {
    private static final Targets ONE = Targets.DEFAULT.withWorkers(1);

    static List<TestServer> servers() {
        return TestServers.all();
    }

    private static Site equal(TestServer server) {
        Site site = new Site(server);
        site.run(
                "CREATE TABLE t (id int PRIMARY KEY, a int)",
                "CREATE TABLE t_new (id bigint PRIMARY KEY, a int)",
                "INSERT INTO t SELECT n, n FROM " + site.numbers(1000),
                "INSERT INTO t_new SELECT id, a FROM t");
        return site;
    }

    private static void record(Site site, Event event) {
        try (Session session = site.database.open("db-migrations test")) {
            site.journal.append(session, Site.RUN, event);
        }
    }

    private static KeyRange range(String... bounds) {
        List<String> from = bounds[0].isEmpty() ? List.of() : List.of(bounds[0]);
        return new KeyRange(from, List.of(bounds[1]));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whatWasFoundEqualIsNotComparedAgain(TestServer server) {
        try (Site site = equal(server)) {
            record(site, new Event.BatchDone("1-compare", range("", "300"), 300));
            record(site, new Event.BatchDone("1-compare", range("300", "600"), 300));
            site.run("UPDATE t_new SET a = 0 WHERE id = 450");
            assertThat(site.verify(site.pair(), ONE)).isEqualTo(Ending.COMPLETE);
            assertThat(site.differences()).isEmpty();
            assertThat(site.progress.stream().reduce((a, b) -> b).orElseThrow().rows())
                    .isEqualTo(1000);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void mustNotFail73_aPassThatFoundADifferenceIsNotGoneOnWith(TestServer server) {
        try (Site site = equal(server)) {
            record(site, new Event.BatchDone("1-compare", range("", "600"), 600));
            record(site, new Event.RowsDiffered("1-compare", range("600", "700")));
            site.run("UPDATE t_new SET a = 0 WHERE id = 450");
            assertThat(site.verify(site.pair(), ONE)).isEqualTo(Ending.COMPLETE);
            assertThat(site.differences()).hasSize(2);
            assertThat(site.unlike("id, a")).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void mustNotFail69_whatIsToldToStopHasProvedNothing(TestServer server) {
        try (Site site = equal(server)) {
            for (int question = 1; question < 4; question++) {
                int stopAt = question;
                site.control.atQuestion(number -> {
                    if (number >= stopAt) {
                        site.control.stop();
                    }
                });
                assertThat(site.verify(site.pair(), ONE)).isEqualTo(Ending.STOPPED);
            }
            site.control.goOn();
            site.run("UPDATE t_new SET a = 0 WHERE id = 1");
            assertThat(site.verify(site.pair(), ONE)).isEqualTo(Ending.COMPLETE);
            assertThat(site.differences()).hasSize(1);
        }
    }
}
