package dev.dbmigrations.acceptance;

import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.Login;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.database.Vendor;
import java.util.Map;
import java.util.ServiceLoader;

/** Holds the lock of the one runner. */
final class RunnerAtWork implements AutoCloseable {
    private final Database database;
    private final Session session;

    RunnerAtWork(Night night) {
        Login login = new Login(night.database().url(), "", () -> "", Map.of());
        this.database = ServiceLoader.load(Vendor.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(v -> v.speaks(login.url()))
                .findFirst()
                .orElseThrow()
                .connect(login);
        this.session = database.open("a runner");
        String schema = night.isPostgres() ? "public" : night.database().name();
        if (!session.tryLock("db-migrations runner " + schema)) {
            throw new IllegalStateException("somebody has the runner's lock");
        }
    }

    @Override
    public void close() {
        session.close();
        database.close();
    }
}
