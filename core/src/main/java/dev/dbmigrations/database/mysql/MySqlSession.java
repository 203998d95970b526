package dev.dbmigrations.database.mysql;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.util.constants.ServerStatus;

/** A session on MySQL or MariaDB. Transactions are our own {@code START TRANSACTION}; the driver stays in autocommit. */
final class MySqlSession implements Session {
    private final MySqlConnections.Opened opened;
    private final MySqlStatements statements;
    private final Consumer<MySqlSession> atClose;
    private boolean inTransaction;

    MySqlSession(MySqlConnections.Opened opened, Consumer<MySqlSession> atClose) {
        this.opened = opened;
        this.statements = new MySqlStatements(opened.connection());
        this.atClose = atClose;
    }

    @Override
    public long id() {
        return opened.sessionId();
    }

    MySqlVersion version() {
        return opened.version();
    }

    @Override
    public <T> List<T> query(String sql, Function<Row, T> reader, @Nullable Object... arguments) {
        return rows(sql, reader::apply, arguments);
    }

    /** A query whose reader sees NULL as null. */
    <T> List<T> rows(String sql, Function<MySqlRow, T> reader, @Nullable Object... arguments) {
        boolean commits = !inTransaction && !MySqlStatements.onlyReads(sql);
        return translated(commits, () -> statements.query(sql, reader, arguments));
    }

    @Override
    public long update(String sql, @Nullable Object... arguments) {
        return translated(!inTransaction, () -> statements.update(sql, arguments));
    }

    @Override
    public long execute(String sql) {
        return translated(!inTransaction, () -> statements.update(sql, new Object[0]));
    }

    @Override
    public <T> T inTransaction(LockBudget budget, Function<Session, T> work) {
        if (inTransaction) {
            throw new IllegalStateException("this session is in a transaction already");
        }
        translated(false, () -> statements.update(MySqlBudgets.begin(budget), new Object[0]));
        inTransaction = true;
        T result;
        try {
            result = work.apply(this);
        } catch (RuntimeException | Error failure) {
            rollBackAfter(failure);
            throw failure;
        }
        commit();
        return result;
    }

    private void commit() {
        if ((opened.connection().getContext().getServerStatus() & ServerStatus.IN_TRANSACTION) == 0) {
            var failure = new DatabaseFailure.Fatal(
                    "a statement ended the transaction it was run in: these servers commit before each DDL statement",
                    "1568",
                    0,
                    null);
            rollBackAfter(failure);
            throw failure;
        }
        try {
            translated(true, () -> statements.update("COMMIT", new Object[0]));
        } finally {
            inTransaction = false;
        }
    }

    /** A session that cannot even roll back is of no use: closing it makes the server do so. */
    private void rollBackAfter(Throwable failure) {
        inTransaction = false;
        try {
            statements.update("ROLLBACK; SET " + MySqlBudgets.BYPASS + " = NULL", new Object[0]);
        } catch (SQLException second) {
            failure.addSuppressed(second);
            close();
        }
    }

    @Override
    public void alone(LockBudget budget, String sql) {
        if (inTransaction) {
            throw new IllegalStateException("this session is in a transaction");
        }
        translated(false, () -> statements.update(MySqlBudgets.set(budget), new Object[0]));
        try {
            translated(true, () -> statements.update(sql, new Object[0]));
        } finally {
            resetBudget();
        }
    }

    private void resetBudget() {
        if (isOpen()) {
            try {
                statements.update(MySqlBudgets.RESET, new Object[0]);
            } catch (SQLException failure) {
                close();
            }
        }
    }

    @Override
    public boolean tryLock(String name) {
        return rows("SELECT coalesce(GET_LOCK(?, 0), 0)", row -> row.truth(1), UserLock.name(name))
                .getFirst();
    }

    @Override
    public boolean holdsLock(String name) {
        return rows("SELECT coalesce(IS_USED_LOCK(?) = CONNECTION_ID(), 0)", row -> row.truth(1), UserLock.name(name))
                .getFirst();
    }

    @Override
    public void unlock(String name) {
        rows("SELECT coalesce(RELEASE_LOCK(?), 0)", row -> row.truth(1), UserLock.name(name));
    }

    @Override
    public void cancel() {
        try {
            if (statements.isRunning()) {
                opened.connection().cancelCurrentQuery();
            }
        } catch (SQLException failure) {
            throw MySqlFailures.translate(failure, false);
        }
    }

    @Override
    public boolean isOpen() {
        return !opened.connection().isClosed();
    }

    @Override
    public void close() {
        atClose.accept(this);
        try {
            opened.connection().close();
        } catch (SQLException failure) {
            // The connection is gone, which is what was asked for.
            inTransaction = false;
        }
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private static <T> T translated(boolean commits, Work<T> work) {
        try {
            return work.run();
        } catch (SQLException failure) {
            throw MySqlFailures.translate(failure, commits);
        }
    }
}
