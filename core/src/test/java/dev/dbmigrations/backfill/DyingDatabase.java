package dev.dbmigrations.backfill;

import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of a process that dies at its n-th statement: nothing more is sent, not even a rollback, and the server keeps
 * the transactions open until the operating system has closed the connections.
 */
final class DyingDatabase {
    private final AtomicLong statementsLeft;
    private final Queue<Session> orphans = new ConcurrentLinkedQueue<>();

    static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    DyingDatabase(long statements) {
        statementsLeft = new AtomicLong(statements);
    }

    Session mortal(Session real) {
        orphans.add(real);
        return new Mortal(real);
    }

    /** What the operating system does after a death. */
    void closeOrphans() {
        orphans.forEach(Session::close);
    }

    private void live() {
        if (statementsLeft.decrementAndGet() < 0) {
            throw new Death();
        }
    }

    private final class Mortal implements Session {
        private final Session real;

        Mortal(Session real) {
            this.real = real;
        }

        @Override
        public long id() {
            return real.id();
        }

        @Override
        public <T> java.util.List<T> query(String sql, Function<Row, T> reader, @Nullable Object... arguments) {
            live();
            return real.query(sql, reader, arguments);
        }

        @Override
        public long update(String sql, @Nullable Object... arguments) {
            live();
            return real.update(sql, arguments);
        }

        @Override
        public long execute(String sql) {
            live();
            return real.execute(sql);
        }

        /** Begins by hand, since the session would send a rollback. */
        @Override
        public <T> T inTransaction(LockBudget budget, Function<Session, T> work) {
            execute("BEGIN");
            T result = work.apply(this);
            live();
            real.execute("COMMIT");
            live();
            return result;
        }

        @Override
        public void alone(LockBudget budget, String sql) {
            live();
            real.alone(budget, sql);
        }

        @Override
        public boolean tryLock(String name) {
            live();
            return real.tryLock(name);
        }

        @Override
        public boolean holdsLock(String name) {
            live();
            return real.holdsLock(name);
        }

        @Override
        public void unlock(String name) {
            live();
            real.unlock(name);
        }

        @Override
        public void cancel() {
            real.cancel();
        }

        @Override
        public boolean isOpen() {
            return real.isOpen();
        }

        @Override
        public void close() {
            if (statementsLeft.get() > 0) {
                real.close();
            }
        }
    }
}
