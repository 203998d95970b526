package dev.dbmigrations.verify;

import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.TablePair.Matched;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import dev.dbmigrations.history.KeyRange;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A converted value is equal to its conversion and to nothing else, whatever its type and whatever equality says. */
class RowChecksumsTest {
    private static final KeyRange ALL = new KeyRange(List.of(), List.of());

    static List<TestServer> servers() {
        return TestServers.all();
    }

    static List<TestServer> mysqlFamily() {
        return TestServers.mysqlFamily();
    }

    @ParameterizedTest
    @MethodSource("mysqlFamily")
    void mustNotFail20_membersAreThemselvesWhereverTheyStandInTheirType(TestServer server) {
        check(server, 20);
    }

    @ParameterizedTest
    @MethodSource("mysqlFamily")
    void mustNotFail59_textsAreComparedWhateverTheirCharacterSets(TestServer server) {
        check(server, 59);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void mustNotFail60_timesAreComparedInOneTimeZone(TestServer server) {
        check(server, 60);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void mustNotFail61_bytesAreComparedToTheLastZero(TestServer server) {
        check(server, 61);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void mustNotFail62_jsonIsComparedByItsText(TestServer server) {
        check(server, 62);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void mustNotFail63_valuesOfEveryTypeAreToldApart(TestServer server) {
        check(server, 63);
    }

    private static void check(TestServer server, int rule) {
        try (Site site = new Site(server)) {
            if (site.isPostgres()) {
                site.run(
                        "ALTER DATABASE " + site.scratch.name() + " SET timezone = 'America/New_York'",
                        "ALTER DATABASE " + site.scratch.name() + " SET extra_float_digits = 0",
                        "ALTER DATABASE " + site.scratch.name() + " SET datestyle = 'SQL, DMY'");
            }
            SoftAssertions all = new SoftAssertions();
            (site.isPostgres() ? TypeCase.POSTGRES : TypeCase.MYSQL)
                    .stream().filter(c -> c.rule() == rule).forEach(c -> check(site, c, all));
            all.assertAll();
        }
    }

    private static void check(Site site, TypeCase change, SoftAssertions all) {
        try (Session session = site.database.open("db-migrations test")) {
            session.execute("DROP TABLE IF EXISTS t");
            session.execute("DROP TABLE IF EXISTS t_new");
            session.execute("CREATE TABLE t (id int PRIMARY KEY, v " + change.from() + " NULL)");
            session.execute("CREATE TABLE t_new (id bigint PRIMARY KEY, v " + change.to() + " NULL)");
            String rows = IntStream.range(0, change.values().size())
                    .mapToObj(i -> "(" + i + ", " + change.values().get(i) + ")")
                    .collect(Collectors.joining(", "));
            session.execute("INSERT INTO t VALUES " + rows);
            session.execute("INSERT INTO t_new SELECT id, " + change.conversion() + " FROM t");
            Comparison comparison = Comparison.of(
                    site.pair(new Matched("id", "id"), new Matched(change.conversion(), "v")), site.database.dialect());
            String what = change.from() + " to " + change.to();
            Answer copied = comparison.ask(session, ALL);
            all.assertThat(copied.isEqual()).as(what + ", copied: " + copied).isTrue();
            all.assertThat(copied.sourceRows()).isEqualTo(change.values().size());
            for (String other : change.others()) {
                session.execute("UPDATE t_new SET v = " + other + " WHERE id = 0");
                all.assertThat(comparison.ask(session, ALL).isEqual())
                        .as(what + ": " + change.values().getFirst() + " and " + other)
                        .isFalse();
                all.assertThat(comparison.differences(session, ALL, 5)).hasSize(1);
            }
        } catch (RuntimeException e) {
            all.fail(change + ": " + e.getMessage(), e);
        }
    }
}
