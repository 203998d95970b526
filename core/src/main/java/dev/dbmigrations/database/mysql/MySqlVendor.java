package dev.dbmigrations.database.mysql;

import com.google.auto.service.AutoService;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.Login;
import dev.dbmigrations.database.Vendor;
import dev.dbmigrations.dialect.Bookkeeping;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.dialect.StarterSql;
import dev.dbmigrations.parse.StatementParser;

/** MySQL and MariaDB as the rest of the program sees them: one kind of server in two flavours. */
@AutoService(Vendor.class)
public final class MySqlVendor implements Vendor {

    @Override
    public String id() {
        return "mysql";
    }

    @Override
    public boolean speaks(String jdbcUrl) {
        return MySqlTarget.isAddress(jdbcUrl);
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
}
