package dev.dbmigrations.database.mysql;

import com.google.auto.service.AutoService;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.DumpProgram;
import dev.dbmigrations.database.Login;
import dev.dbmigrations.database.Vendor;
import dev.dbmigrations.database.mysql.MySqlVersion.Flavour;
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

/** MySQL and MariaDB as the rest of the program sees them: one kind of server in two flavours. */
@AutoService(Vendor.class)
public final class MySqlVendor implements Vendor {
    /** The servers' own clients know no such variable: {@code @rows=5,max_statement_time=10}. */
    private static final String SESSION_VARIABLES = "MYSQL_SESSION_VARIABLES";

    @Override
    public String id() {
        return "mysql";
    }

    @Override
    public Set<String> products() {
        return Set.of(id(), "mariadb");
    }

    @Override
    public boolean speaks(String jdbcUrl) {
        return MySqlTarget.isAddress(jdbcUrl);
    }

    @Override
    public Map<String, String> sessionSettings(Map<String, String> environment) {
        String variables = environment.getOrDefault(SESSION_VARIABLES, "");
        return variables.isBlank() ? Map.of() : Map.of("sessionVariables", variables);
    }

    @Override
    public Database connect(Login login) {
        return MySqlDatabase.connect(MySqlTarget.of(login));
    }

    @Override
    public Dialect dialect(int majorVersion) {
        return new MySqlDialect(MySqlVersion.ofMajor(majorVersion));
    }

    @Override
    public Optional<Dialect> dialect(String product, String release) {
        return MySqlVersion.named(product, release).map(MySqlDialect::new);
    }

    @Override
    public String releases(String product) {
        return product.equals(Flavour.MARIADB.product()) ? "10.6 or newer, for example 11.4" : "8.0 or newer";
    }

    /** The current database, whatever it is called. */
    @Override
    public String usualSchema() {
        return "";
    }

    @Override
    public LexicalRules lexicalRules() {
        return MySqlLexicalRules.EITHER;
    }

    @Override
    public StatementParser parser() {
        return MySqlParser.ofMariaDb(MySqlLexicalRules.EITHER);
    }

    @Override
    public Bookkeeping bookkeeping() {
        return new MySqlBookkeeping();
    }

    @Override
    public StarterSql starterSql() {
        return new MySqlStarterSql(new MySqlNames(MySqlLexicalRules.EITHER));
    }

    @Override
    public DumpProgram dumpProgram() {
        return new MySqlDump();
    }

    @Override
    public Survey survey(ServerVersion version) {
        return new MySqlSurvey(version);
    }
}
