package dev.dbmigrations.database.postgres;

import com.google.auto.service.AutoService;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.DumpProgram;
import dev.dbmigrations.database.Login;
import dev.dbmigrations.database.Vendor;
import dev.dbmigrations.dialect.Bookkeeping;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.dialect.ServerVersion;
import dev.dbmigrations.dialect.StarterSql;
import dev.dbmigrations.dialect.Survey;
import dev.dbmigrations.parse.StatementParser;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL as the rest of the program sees it. */
@AutoService(Vendor.class)
public final class PostgresVendor implements Vendor {
    /** Settings of the session, for libpq (all versions) and so for everybody who works with PostgreSQL. */
    private static final String SESSION_OPTIONS = "PGOPTIONS";

    private static final Pattern RELEASE = Pattern.compile("(1[4-8])(\\.\\d{1,4})?");

    @Override
    public String id() {
        return "postgresql";
    }

    @Override
    public Set<String> products() {
        return Set.of(id());
    }

    @Override
    public boolean speaks(String jdbcUrl) {
        return jdbcUrl.startsWith("jdbc:postgresql:");
    }

    @Override
    public Map<String, String> sessionSettings(Map<String, String> environment) {
        String options = environment.getOrDefault(SESSION_OPTIONS, "");
        return options.isBlank() ? Map.of() : Map.of("options", options);
    }

    @Override
    public Database connect(Login login) {
        return PostgresDatabase.connect(target(login), PostgresDialect::new);
    }

    /** What the login says itself goes before what its url says behind the question mark. */
    static PostgresTarget target(Login login) {
        PostgresTarget inUrl = PostgresTarget.of(login.url());
        Map<String, String> properties = new TreeMap<>(inUrl.properties());
        properties.putAll(login.properties());
        return new PostgresTarget(
                inUrl.url(),
                login.user().isEmpty() ? inUrl.user() : login.user(),
                () -> Optional.of(login.password().get())
                        .filter(p -> !p.isEmpty())
                        .or(inUrl.password()),
                properties);
    }

    @Override
    public Dialect dialect(int majorVersion) {
        return PostgresDialect.of(majorVersion);
    }

    /** A minor release changes nothing that is asked here. */
    @Override
    public Optional<Dialect> dialect(String product, String release) {
        Matcher numbers = RELEASE.matcher(release);
        return numbers.matches() ? Optional.of(dialect(Integer.parseInt(numbers.group(1)))) : Optional.empty();
    }

    @Override
    public String releases(String product) {
        return "14 to 18";
    }

    @Override
    public String usualSchema() {
        return "public";
    }

    @Override
    public LexicalRules lexicalRules() {
        return PostgresLexicalRules.RULES;
    }

    @Override
    public StatementParser parser() {
        return new PostgresParser();
    }

    @Override
    public Bookkeeping bookkeeping() {
        return new PostgresBookkeeping();
    }

    @Override
    public StarterSql starterSql() {
        return new PostgresStarterSql(new PostgresNames());
    }

    @Override
    public DumpProgram dumpProgram() {
        return new PgDump();
    }

    @Override
    public Survey survey(ServerVersion version) {
        return new PostgresSurvey(version.major());
    }
}
