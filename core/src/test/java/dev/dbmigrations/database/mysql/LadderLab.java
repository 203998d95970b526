package dev.dbmigrations.database.mysql;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.AddConstraint.AddForeignKey;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.Position;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Login;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;

/** Tables of many kinds with rows in them, on which statements climb the ladder for real. */
final class LadderLab implements AutoCloseable {
    private static final int ROWS = 300;
    private static final String UNCHECKED = "SET SESSION foreign_key_checks = 0; ";

    /** Begins what is observed of a statement that the server does not do at all. */
    static final String REFUSED = "refused";

    private static final Pattern TABLE = Pattern.compile("(?:alter table|on) (\\w+)");
    private static final Pattern LAST =
            Pattern.compile("(alter table \\w+ )((?:partition by|remove partitioning|order by).*)");
    private final TestDatabase database;
    private final MySqlDatabase connected;
    private final MySqlSession session;
    private final Map<String, String> definitions = new LinkedHashMap<>();

    LadderLab(TestServer server) throws SQLException, IOException {
        this.database = server.fresh();
        this.connected = connect(database);
        this.session = (MySqlSession) connected.open("lab");
        session.execute("CREATE TABLE numbers (seq int PRIMARY KEY)");
        session.execute("INSERT INTO numbers VALUES "
                + String.join(
                        ", ",
                        IntStream.rangeClosed(1, ROWS)
                                .mapToObj(i -> "(" + i + ")")
                                .toList()));
        String last = "";
        for (String statement : resource("tables.sql").split(";\\n")) {
            Matcher table =
                    Pattern.compile("CREATE TABLE (\\w+).*", Pattern.DOTALL).matcher(statement);
            last = table.matches() ? table.group(1) : last;
            definitions.merge(last, statement, (before, more) -> before + ";\n" + more);
        }
        for (String definition : definitions.values()) {
            session.execute(definition);
        }
    }

    static MySqlDatabase connect(TestDatabase database) {
        return connect(database, Map.of());
    }

    static MySqlDatabase connect(TestDatabase database, Map<String, String> properties) {
        return MySqlDatabase.connect(MySqlTarget.of(new Login(database.url(), "", () -> "", properties)));
    }

    /** Skips what there is no server for, and a server whose ladder nobody has measured yet. */
    static void assumeMeasured(TestServer server) {
        server.whyAbsent().ifPresent(Assumptions::abort);
        Assumptions.assumeTrue(
                LadderLab.class.getResource("/ladder/" + goldenOf(server)) != null,
                () -> "the ladder of " + server.label() + " is not measured yet");
    }

    static String goldenOf(TestServer server) {
        return server.label().toLowerCase(Locale.ROOT).replace(' ', '-') + ".tsv";
    }

    static String resource(String name) throws IOException {
        try (InputStream text =
                Objects.requireNonNull(LadderLab.class.getResourceAsStream("/ladder/" + name), "no " + name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What a server is known to accept: the statements in their order, each with its rung. */
    static Map<String, String> known(String golden) throws IOException {
        Map<String, String> rungs = new LinkedHashMap<>();
        resource(golden)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t"))
                .forEach(parts -> rungs.put(parts[0], parts[1]));
        return rungs;
    }

    MySqlDatabase database() {
        return connected;
    }

    MySqlSession session() {
        return session;
    }

    TestDatabase place() {
        return database;
    }

    static String table(String statement) {
        Matcher named = TABLE.matcher(statement);
        if (!named.find()) {
            throw new IllegalArgumentException(statement);
        }
        return named.group(1);
    }

    Schema schema() {
        return connected.catalog().readAll();
    }

    /** The clauses that a plan is made of. */
    List<Clause> clauses(String statement, Schema schema) {
        boolean unchecked = statement.startsWith(UNCHECKED);
        String bare = unchecked ? statement.substring(UNCHECKED.length()) : statement;
        MySqlDialect dialect = (MySqlDialect) connected.dialect();
        MySqlParser parser = dialect.release().isMariaDb() ? MySqlParser.ofMariaDb() : MySqlParser.ofMySql();
        return parser.parse(bare, new Position("V1", 1, 1)).clauses().stream()
                .flatMap(clause -> dialect.resolved(clause, schema).stream())
                .map(clause ->
                        unchecked && clause.change() instanceof AddForeignKey key ? unchecked(clause, key) : clause)
                .toList();
    }

    private static Clause unchecked(Clause clause, AddForeignKey key) {
        return new Clause(
                new AddForeignKey(
                        key.table(),
                        key.name(),
                        key.columns(),
                        key.target(),
                        key.definition(),
                        AddConstraint.Validation.DEFERRED),
                clause.sql());
    }

    /** The dearest of the clauses' rungs: the statement is done as a whole. */
    String predicted(String statement, Schema schema) {
        return clauses(statement, schema).stream()
                .map(clause -> connected.dialect().locks().impact(clause, schema))
                .flatMap(impact -> Rung.of(impact).stream())
                .max(Rung::compareTo)
                .map(Rung::mode)
                .orElse("nothing");
    }

    /** The cheapest algorithm with the weakest lock (or the number of the refusal at any) under which the server does it, on a table made for it. */
    String observed(String statement) {
        String table = table(statement);
        afresh(table);
        try {
            for (String algorithm : algorithms()) {
                for (String lock : locks(algorithm)) {
                    Optional<Long> copied = attempt(statement, algorithm, lock);
                    if (copied.isPresent()) {
                        return mode(algorithm, lock, copied.get());
                    }
                }
            }
            throw new IllegalStateException("no rung was taken: " + statement);
        } catch (DatabaseFailure.Fatal refused) {
            return REFUSED + " with " + refused.state();
        } finally {
            afresh(table);
        }
    }

    /** MySQL takes no word about the lock beside INSTANT (8.0 manual, ALTER TABLE). */
    private List<String> locks(String algorithm) {
        boolean own = algorithm.equals("INSTANT") && algorithms().size() == 3;
        return own ? List.of("DEFAULT") : List.of("NONE", "SHARED", "EXCLUSIVE");
    }

    private List<String> algorithms() {
        boolean maria = ((MySqlDialect) connected.dialect()).release().isMariaDb();
        return maria ? List.of("INSTANT", "NOCOPY", "INPLACE", "COPY") : List.of("INSTANT", "INPLACE", "COPY");
    }

    /** MariaDB calls some copies instant; the number of rows tells (safety catalogue MY37). */
    private static String mode(String algorithm, String lock, long copied) {
        if (!algorithm.equals("INSTANT")) {
            return algorithm + ", LOCK=" + lock;
        }
        return copied == 0 ? "INSTANT" : "COPY, LOCK=" + lock;
    }

    /** Whether the server, left to itself, gives the table other pages: they are then other tables to InnoDB. */
    boolean isWrittenAnew(String statement) {
        String table = table(statement);
        afresh(table);
        boolean unchecked = statement.startsWith(UNCHECKED);
        try {
            session.execute("SET SESSION foreign_key_checks = " + (unchecked ? 0 : 1));
            List<String> before = spaces();
            session.execute(unchecked ? statement.substring(UNCHECKED.length()) : statement);
            return !spaces().equals(before);
        } finally {
            afresh(table);
        }
    }

    private List<String> spaces() {
        String tables = algorithms().size() == 3 ? "innodb_tables" : "innodb_sys_tables";
        return session.rows(
                "SELECT table_id FROM information_schema." + tables
                        + " WHERE name LIKE concat(database(), '/%') AND name NOT LIKE '%/fts\\_%' ORDER BY 1",
                row -> row.text(1));
    }

    /** Whether the rows are predicted to be written anew. */
    boolean isPredictedAnew(String statement, Schema schema) {
        return clauses(statement, schema).stream()
                .anyMatch(clause ->
                        connected.dialect().locks().impact(clause, schema).work() == Impact.Work.REWRITE);
    }

    private Optional<Long> attempt(String statement, String algorithm, String lock) {
        String checks = statement.startsWith(UNCHECKED) ? "0" : "1";
        String bare = statement.startsWith(UNCHECKED) ? statement.substring(UNCHECKED.length()) : statement;
        session.execute("SET SESSION foreign_key_checks = " + checks);
        try {
            return Optional.of(session.execute(held(bare, "ALGORITHM=" + algorithm, "LOCK=" + lock)));
        } catch (DatabaseFailure.Fatal refused) {
            if (Ladder.isNextRungAdvised(refused.state())) {
                return Optional.empty();
            }
            throw refused;
        } finally {
            session.execute("SET SESSION foreign_key_checks = 1");
        }
    }

    /** Behind what is asked for, but before what takes nothing behind it. */
    private static String held(String statement, String algorithm, String lock) {
        if (!statement.startsWith("alter")) {
            return statement + " " + algorithm + " " + lock;
        }
        Matcher last = LAST.matcher(statement);
        String held = algorithm + ", " + lock;
        return last.matches()
                ? last.group(1) + held + (last.group(2).startsWith("order") ? ", " : " ") + last.group(2)
                : statement + ", " + held;
    }

    void afresh(String table) {
        session.execute("SET SESSION foreign_key_checks = 0");
        for (String old : Arrays.asList(table, "t9")) {
            session.execute("DROP TABLE IF EXISTS " + old);
        }
        for (String sql : Objects.requireNonNull(definitions.get(table)).split(";\\n")) {
            session.execute(sql);
        }
        session.execute("SET SESSION foreign_key_checks = 1");
    }

    @Override
    public void close() throws SQLException {
        connected.close();
        database.close();
    }
}
