package dev.dbmigrations.prove;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import java.util.Optional;

/**
 * Runs migrations as they are written, on a database that nobody else uses.
 *
 * @param dialect of the scratch
 * @param session on it
 * @param budget of each statement
 */
public record Replay(Dialect dialect, Session session, LockBudget budget) {

    /** Why the server would not; empty when all was done. What was done before stays only where each statement commits by itself. */
    public Optional<String> of(Migration migration) {
        try {
            if (isOneTransaction(migration)) {
                session.inTransaction(budget, within -> {
                    migration.statements().forEach(statement -> within.execute(statement.text()));
                    return Boolean.TRUE;
                });
            } else {
                migration.statements().forEach(statement -> session.alone(budget, statement.text()));
            }
            return Optional.empty();
        } catch (DatabaseFailure failure) {
            return Optional.of(String.valueOf(failure.getMessage()));
        }
    }

    private boolean isOneTransaction(Migration migration) {
        return dialect.can(Capability.TRANSACTIONAL_DDL)
                && !migration.directives().transactionNone()
                && migration.statements().stream()
                        .allMatch(statement -> statement.transaction() == Statement.Transaction.ALLOWED);
    }
}
