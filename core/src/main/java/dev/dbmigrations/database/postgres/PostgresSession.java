package dev.dbmigrations.database.postgres;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.ServerVersion;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.TransactionState;

/** A session on PostgreSQL. Transactions are our own {@code BEGIN} and {@code COMMIT}; the driver stays in autocommit. */
final class PostgresSession implements Session {

    private final Connections.Opened opened;
    private final Statements statements;
    private final Consumer<PostgresSession> atClose;
    private boolean inTransaction;

    PostgresSession(Connections.Opened opened, Consumer<PostgresSession> atClose) {
        this.opened = opened;
        this.statements = new Statements(opened.connection());
        this.atClose = atClose;
    }

    @Override
    public long id() {
        return opened.sessionId();
    }

    ServerVersion version() {
        return opened.version();
    }

    boolean isBehindPooler() {
        return opened.behindPooler();
    }

    @Override
    public <T> List<T> query(String sql, Function<Row, T> reader, @Nullable Object... arguments) {
        return rows(sql, reader::apply, arguments);
    }

    /** A query whose reader sees NULL as null. */
    <T> List<T> rows(String sql, Function<PostgresRow, T> reader, @Nullable Object... arguments) {
        boolean commits = !inTransaction && !Statements.onlyReads(sql);
        return translated(commits, () -> statements.query(sql, reader, arguments));
    }

    /** Several queries in one round trip, each with its reader. */
    void rowsOfEach(String sql, List<Consumer<PostgresRow>> readers) {
        translated(false, () -> statements.queries(sql, readers));
    }

    @Override
    public long update(String sql, @Nullable Object... arguments) {
        return translated(!inTransaction, () -> statements.update(sql, arguments));
    }

    @Override
    public long execute(String sql) {
        return translated(!inTransaction, () -> statements.execute(sql));
    }

    @Override
    public <T> T inTransaction(LockBudget budget, Function<Session, T> work) {
        begin(budget);
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

    /** Runs the work in a transaction that leaves nothing behind. */
    <T> T rolledBack(LockBudget budget, Function<PostgresSession, T> work) {
        begin(budget);
        T result;
        try {
            result = work.apply(this);
        } catch (RuntimeException | Error failure) {
            rollBackAfter(failure);
            throw failure;
        }
        end("ROLLBACK", false);
        return result;
    }

    private void begin(LockBudget budget) {
        if (inTransaction) {
            throw new IllegalStateException("this session is in a transaction already");
        }
        translated(false, () -> statements.execute(Budgets.begin(budget)));
        inTransaction = true;
    }

    private void commit() {
        TransactionState state = opened.connection().getTransactionState();
        if (state == TransactionState.OPEN) {
            end("COMMIT", isOpen());
            return;
        }
        // A COMMIT now would answer without an error, and nothing, or only a part, would have been committed.
        DatabaseFailure.Fatal failure = state == TransactionState.FAILED
                ? new DatabaseFailure.Fatal("a statement of the transaction had failed", "25P02", 0, null)
                : new DatabaseFailure.Fatal("a statement ended the transaction it was run in", "25P01", 0, null);
        rollBackAfter(failure);
        throw failure;
    }

    private void end(String word, boolean commits) {
        try {
            translated(commits, () -> statements.execute(word));
        } finally {
            inTransaction = false;
        }
    }

    /** A session that cannot even roll back is of no use: closing it makes the server do so. */
    private void rollBackAfter(Throwable failure) {
        inTransaction = false;
        try {
            statements.execute("ROLLBACK");
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
        translated(false, () -> statements.execute(Budgets.set(budget)));
        try {
            translated(true, () -> statements.execute(sql));
        } finally {
            resetBudget();
        }
    }

    private void resetBudget() {
        if (isOpen()) {
            try {
                statements.execute(Budgets.RESET);
            } catch (SQLException failure) {
                close();
            }
        }
    }

    @Override
    public void limitHelpers(int most) {
        execute("SET max_parallel_maintenance_workers = " + most + "; SET max_parallel_workers_per_gather = " + most);
    }

    @Override
    public boolean tryLock(String name) {
        return rows(AdvisoryLock.TAKE, row -> row.truth(1), AdvisoryLock.key(name))
                .getFirst();
    }

    @Override
    public boolean holdsLock(String name) {
        return rows(AdvisoryLock.HELD, row -> row.truth(1), AdvisoryLock.key(name))
                .getFirst();
    }

    @Override
    public void unlock(String name) {
        rows(AdvisoryLock.RELEASE, row -> row.truth(1), AdvisoryLock.key(name));
    }

    @Override
    public void cancel() {
        try {
            if (statements.isRunning()) {
                opened.connection().cancelQuery();
            }
        } catch (SQLException failure) {
            throw DatabaseFailures.translate(failure, false);
        }
    }

    @Override
    public boolean isOpen() {
        try {
            return !opened.connection().isClosed();
        } catch (SQLException failure) {
            return false;
        }
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
            throw DatabaseFailures.translate(failure, commits);
        }
    }
}
