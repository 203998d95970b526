package dev.dbmigrations.database.mysql;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.database.SharedSession;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.util.constants.ServerStatus;

/** A session on MySQL or MariaDB. Transactions are our own {@code START TRANSACTION}; the driver stays in autocommit. */
final class MySqlSession implements Session {
    /** Whoever is the victim this often is so for a reason that stays. */
    private static final int MOST_TRIES = 8;

    private final MySqlConnections.Opened opened;
    private final MySqlStatements statements;
    private final SharedSession<MySqlSession> guards;
    private final Consumer<MySqlSession> atClose;
    private boolean inTransaction;
    private boolean failed;

    /**
     * @param guards from where our own waiting statements are ended
     */
    MySqlSession(MySqlConnections.Opened opened, SharedSession<MySqlSession> guards, Consumer<MySqlSession> atClose) {
        this.opened = opened;
        this.statements = new MySqlStatements(opened.connection());
        this.guards = guards;
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
        return noticed(() -> persistent(commits, () -> statements.query(sql, reader, arguments)));
    }

    @Override
    public long update(String sql, @Nullable Object... arguments) {
        return noticed(() -> persistent(!inTransaction, () -> statements.update(sql, arguments)));
    }

    @Override
    public long execute(String sql) {
        return noticed(() -> persistent(!inTransaction, () -> statements.update(sql, new Object[0])));
    }

    @Override
    public <T> T inTransaction(LockBudget budget, Function<Session, T> work) {
        if (inTransaction) {
            throw new IllegalStateException("this session is in a transaction already");
        }
        translated(false, () -> statements.update(MySqlBudgets.begin(budget), new Object[0]));
        inTransaction = true;
        failed = false;
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

    /** These servers would commit what came before and after a failed statement. */
    private void commit() {
        if (failed) {
            throw rolledBack("a statement failed in the transaction it was run in");
        }
        if ((opened.connection().getContext().getServerStatus() & ServerStatus.IN_TRANSACTION) == 0) {
            throw rolledBack(
                    "a statement ended the transaction it was run in: these servers commit before each DDL statement");
        }
        try {
            translated(true, () -> statements.update(MySqlBudgets.COMMIT, new Object[0]));
        } finally {
            inTransaction = false;
        }
    }

    private DatabaseFailure.Fatal rolledBack(String because) {
        var failure = new DatabaseFailure.Fatal(because, "1568", 0, null);
        rollBackAfter(failure);
        return failure;
    }

    /** A session that cannot even roll back is of no use: closing it makes the server do so. */
    private void rollBackAfter(Throwable failure) {
        inTransaction = false;
        try {
            statements.update(MySqlBudgets.ROLLBACK, new Object[0]);
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
            if (LockGuard.isNeededFor(budget.lockWait())) {
                guarded(budget, sql);
            } else {
                translated(true, () -> send(sql));
            }
        } catch (DatabaseFailure failure) {
            if (BorrowedSession.isNeededFor(sql)) {
                close();
            }
            throw failure;
        } finally {
            resetBudget();
        }
    }

    private long send(String sql) throws SQLException {
        long changed = 0;
        for (String part : BorrowedSession.parts(sql)) {
            changed += statements.update(part, new Object[0]);
        }
        return changed;
    }

    private void guarded(LockBudget budget, String sql) {
        LockGuard guard = LockGuard.over(guards, id(), budget.lockWait());
        try (guard) {
            send(sql);
        } catch (SQLException failure) {
            throw guard.explained(failure, MySqlFailures.translate(failure, true));
        } finally {
            if (guard.hasEnded()) {
                swallowInterruption();
            }
        }
    }

    /** One that came when the statement was over would hit the next. */
    private void swallowInterruption() {
        try {
            statements.update("DO 0", new Object[0]);
        } catch (SQLException interrupted) {
            if (MySqlFailures.isConnectionLost(interrupted)) {
                close();
            }
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

    /** MySQL builds indexes and reads tables by several threads since 8.0.27. */
    @Override
    public void limitHelpers(int most) {
        if (version().is(MySqlVersion.Flavour.MYSQL, 8, 0, 27)) {
            execute("SET SESSION innodb_ddl_threads = " + (most + 1) + ", SESSION innodb_parallel_read_threads = "
                    + (most + 1));
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

    private <T> T noticed(Supplier<T> work) {
        try {
            return work.get();
        } catch (DatabaseFailure failure) {
            failed = true;
            throw failure;
        }
    }

    /** Outside a transaction a statement that lost against another has changed nothing, and nothing before it is lost. */
    private <T> T persistent(boolean commits, Work<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return translated(commits, work);
            } catch (DatabaseFailure.Retryable failure) {
                if (inTransaction || tries == MOST_TRIES || !MySqlFailures.hasLostAgainstAnother(failure)) {
                    throw failure;
                }
            }
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
