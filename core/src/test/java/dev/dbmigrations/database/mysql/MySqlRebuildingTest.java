package dev.dbmigrations.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.dialect.Belongings;
import dev.dbmigrations.dialect.Rebuilding;
import dev.dbmigrations.dialect.SecondTable;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One row, and everything that can happen to it while it is copied, in every order. */
class MySqlRebuildingTest {
    /** Clients' transactions on the row 5, whose unique value wanders to and from the row 9. */
    private static final List<List<String>> CHANGES = List.of(
            List.of("INSERT INTO t VALUES (5, 50, 1)"),
            List.of("UPDATE t SET v = v + 1 WHERE id = 5"),
            List.of("UPDATE t SET id = 6 WHERE id = 5"),
            List.of("UPDATE t SET id = 5 WHERE id = 6"),
            List.of("DELETE FROM t WHERE id = 5"),
            List.of("REPLACE INTO t VALUES (5, 50, 7)"),
            List.of(
                    "UPDATE t SET u = 51 WHERE u = 50",
                    "UPDATE t SET u = 50 WHERE u = 90",
                    "UPDATE t SET u = 90 WHERE u = 51"));

    static List<TestServer> servers() {
        return TestServers.mysqlFamily();
    }

    /** Tables, and who works on them. */
    private static final class Bench implements AutoCloseable {
        private final TestDatabase place;
        private final MySqlDatabase database;
        private final MySqlSession us;
        private final MySqlSession client;
        private final SecondTable table;
        private final Rebuilding rebuilding;

        Bench(TestServer server) {
            server.whyAbsent().ifPresent(Assumptions::abort);
            this.place = server.fresh();
            this.database = LadderLab.connect(place);
            this.us = (MySqlSession) database.open("us");
            this.client = (MySqlSession) database.open("client");
            client.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            client.execute("SET SESSION innodb_lock_wait_timeout = 1, lock_wait_timeout = 1");
            us.execute("CREATE TABLE t (id int PRIMARY KEY, u int NOT NULL UNIQUE, v int NOT NULL)");
            TableName name = TableName.of(place.name(), "t");
            Table before = database.catalog().read(List.of(name)).table(name).orElseThrow();
            Table after = before.changingColumn("id", c -> c.ofType("bigint"));
            List<SecondTable.Filled> same = List.of(
                    new SecondTable.Filled("id", "id"),
                    new SecondTable.Filled("u", "u"),
                    new SecondTable.Filled("v", "v"));
            SecondTable.Key key = new SecondTable.Key(List.of("id"), List.of("id"));
            this.table = new SecondTable(
                    before,
                    after,
                    List.of("ALTER TABLE t MODIFY id bigint"),
                    new SecondTable.Rows(key, same, same),
                    Belongings.NONE,
                    SecondTable.Indexing.BEHIND_THE_COPY);
            this.rebuilding = database.dialect().rebuilding().orElseThrow();
        }

        void begin(boolean isThere) {
            us.execute("DELETE FROM t");
            us.execute("INSERT INTO t VALUES (1, 10, 1), (9, 90, 1)");
            if (isThere) {
                us.execute("INSERT INTO t VALUES (5, 50, 0)");
            }
            rebuilding.create(table).forEach(deed -> deed.sql().forEach(us::execute));
        }

        void copy() {
            us.execute(rebuilding.copy(table).head() + " WHERE id > 0");
        }

        void replay(List<String> statements) {
            us.inTransaction(LockBudget.UNLIMITED, session -> {
                statements.forEach(session::execute);
                return true;
            });
        }

        void pass() {
            replay(rebuilding.replay(table).replay());
        }

        void underLock(Rebuilding.Switch last) {
            last.lock().forEach(us::execute);
            rebuilding.replay(table).replay().forEach(us::execute);
            last.sql().forEach(us::execute);
            last.end().forEach(us::execute);
        }

        void change(int which) {
            CHANGES.get(which).forEach(client::execute);
        }

        void areEqual(String when) {
            assertThat(rows("t_new")).as(when).isEqualTo(rows("t"));
        }

        private List<String> rows(String name) {
            return us.rows(
                    "SELECT id, u, v FROM " + name + " ORDER BY id",
                    row -> row.text(1) + " " + row.text(2) + " " + row.text(3));
        }

        void away() {
            rebuilding.create(table).reversed().forEach(deed -> deed.undo().forEach(us::execute));
        }

        @Override
        public void close() throws SQLException {
            database.close();
            place.close();
        }
    }

    /** Whether the second change can follow the first one without meeting a key that is taken. */
    private static boolean isSensible(boolean isThere, int first, int second) {
        Map<Integer, Integer> rows = new HashMap<>(Map.of(1, 10, 9, 90));
        if (isThere) {
            rows.put(5, 50);
        }
        return isPossible(first, rows) && isPossible(second, rows);
    }

    /**
     * @param rows by their keys, the unique values; changed as the change would
     */
    private static boolean isPossible(int change, Map<Integer, Integer> rows) {
        Integer five = rows.get(5);
        Integer six = rows.get(6);
        boolean moves = (change == 2 && five != null) || (change == 3 && six != null);
        if ((change == 0 && (five != null || rows.containsValue(50))) || (moves && five != null && six != null)) {
            return false;
        }
        switch (change) {
            case 0 -> rows.put(5, 50);
            case 2, 3 -> {
                if (moves) {
                    rows.put(change == 2 ? 6 : 5, rows.remove(change == 2 ? 5 : 6));
                }
            }
            case 4 -> rows.remove(5);
            case 5 -> {
                rows.values().removeIf(u -> u == 50);
                rows.put(5, 50);
            }
            case 6 -> rows.replaceAll((id, u) -> u == 50 ? 90 : u == 90 ? 50 : u);
            default -> {}
        }
        return true;
    }

    /** What there is to do: the copy begins and ends, and each of two changes is made and committed. */
    private static List<String> orders() {
        List<String> orders = new ArrayList<>();
        weave("", 2, 4, orders);
        return orders;
    }

    private static void weave(String order, int copies, int changes, List<String> orders) {
        if (copies == 0 && changes == 0) {
            orders.add(order);
            return;
        }
        if (copies > 0) {
            weave(order + "c", copies - 1, changes, orders);
        }
        if (changes > 0) {
            weave(order + "w", copies, changes - 1, orders);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void mustNotFail4And8_whateverHappensToARowWhileItIsCopiedTheTablesAreEqualInTheEnd(TestServer server)
            throws Exception {
        try (Bench bench = new Bench(server)) {
            for (boolean isThere : List.of(true, false)) {
                for (int first = 0; first < CHANGES.size(); first++) {
                    for (int second = 0; second < CHANGES.size(); second++) {
                        if (isSensible(isThere, first, second)) {
                            everyOrder(bench, isThere, first, second);
                        }
                    }
                }
            }
        }
    }

    /** Nobody waits for us: a client that had to would fail after a second, and its failure is the test's. */
    private static void everyOrder(Bench bench, boolean isThere, int first, int second) {
        bench.begin(isThere);
        List<String> orders = orders();
        for (String order : orders) {
            bench.us.execute("DELETE FROM t WHERE id NOT IN (1, 9)");
            bench.us.execute("UPDATE t SET u = 10 * id, v = 1");
            if (isThere) {
                bench.us.execute("INSERT INTO t VALUES (5, 50, 0)");
            }
            bench.us.execute("DELETE FROM t_log");
            bench.us.execute("DELETE FROM t_new");
            inOrder(bench, order, first, second);
            String when = (isThere ? "there, " : "not there, ") + first + " " + second + " " + order;
            bench.pass();
            bench.areEqual(when);
        }
        bench.away();
    }

    private static void inOrder(Bench bench, String order, int first, int second) {
        int copies = 0;
        int changes = 0;
        for (int i = 0; i < order.length(); i++) {
            if (order.charAt(i) == 'c') {
                copies++;
                bench.us.execute(copies == 1 ? "START TRANSACTION" : "COMMIT");
                if (copies == 1) {
                    bench.copy();
                }
            } else {
                changes++;
                if (changes % 2 == 1) {
                    bench.client.execute("START TRANSACTION");
                    bench.change(changes == 1 ? first : second);
                } else {
                    bench.client.execute("COMMIT");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void fromTheSwitchOnEachChangeIsMadeToBothAndBehindTheExchangeTheOtherWayRound(TestServer server) throws Exception {
        try (Bench bench = new Bench(server)) {
            bench.begin(true);
            bench.copy();
            bench.change(1);
            bench.underLock(bench.rebuilding.settle(bench.table).orElseThrow());
            bench.rebuilding.indexes(bench.table).stream()
                    .filter(d -> d.title().startsWith("build"))
                    .forEach(d -> d.sql().forEach(bench.us::execute));
            bench.change(6);
            bench.underLock(bench.rebuilding.keepInStep(bench.table));
            changeAll(bench);
            for (Rebuilding.Deed deed : bench.rebuilding.exchange(List.of(bench.table))) {
                deed.sql().forEach(bench.us::execute);
                bench.us.execute("SET SESSION foreign_key_checks = 1");
                if (deed.title().startsWith("let the new table")) {
                    break;
                }
                bench.change(1);
                bench.areEqual(deed.title());
            }
            for (int change : List.of(1, 2, 3, 6, 5, 4, 0)) {
                bench.change(change);
                assertThat(bench.rows("t_old")).as("change " + change).isEqualTo(bench.rows("t"));
            }
            assertThat(bench.us.rows("SELECT count(*) FROM t_lost", row -> row.number(1)))
                    .containsExactly(0L);
            bench.us.execute("RENAME TABLE t TO t_new, t_old TO t");
            changeAll(bench);
        }
    }

    private static void changeAll(Bench bench) {
        for (int change : List.of(1, 2, 3, 6, 6, 5, 4, 0)) {
            bench.change(change);
            bench.areEqual("change " + change);
        }
    }

    /** Broken off between any two statements under the lock, the switch is made again, and nobody has failed meanwhile. */
    @ParameterizedTest
    @MethodSource("servers")
    void aSwitchThatBrokeOffAnywhereIsMadeAgain(TestServer server) throws Exception {
        try (Bench bench = new Bench(server)) {
            int statements = bench.rebuilding.replay(bench.table).replay().size()
                    + bench.rebuilding.keepInStep(bench.table).sql().size();
            for (int broken = 0; broken <= statements; broken++) {
                bench.begin(true);
                bench.copy();
                bench.change(1);
                Rebuilding.Switch last = bench.rebuilding.keepInStep(bench.table);
                List<String> all =
                        new ArrayList<>(bench.rebuilding.replay(bench.table).replay());
                all.addAll(last.sql());
                last.lock().forEach(bench.us::execute);
                all.subList(0, broken).forEach(bench.us::execute);
                bench.us.execute("UNLOCK TABLES");
                for (int change : List.of(1, 2, 3, 6, 5, 4, 0, 1)) {
                    bench.change(change);
                }
                bench.pass();
                bench.underLock(last);
                bench.areEqual("broken after " + broken);
                changeAll(bench);
                bench.away();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void clientsGetTheNumberOfTheirOwnRow(TestServer server) throws Exception {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (Bench bench = new Bench(server)) {
            bench.us.execute("DROP TABLE t");
            bench.us.execute("CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, u int NOT NULL, v int NOT NULL)");
            bench.rebuilding
                    .create(bench.table)
                    .forEach(deed -> deed.sql().forEach(sql -> {
                        if (!sql.contains("DROP INDEX")) {
                            bench.us.execute(sql);
                        }
                    }));
            bench.client.execute("INSERT INTO t (u, v) VALUES (1, 1), (2, 2)");
            bench.client.execute("UPDATE t SET v = 3");
            bench.client.execute("INSERT INTO t (u, v) VALUES (3, 3)");
            assertThat(bench.client.rows("SELECT LAST_INSERT_ID()", row -> row.number(1)))
                    .containsExactly(3L);
        }
    }
}
