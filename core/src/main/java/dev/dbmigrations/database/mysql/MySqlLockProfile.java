package dev.dbmigrations.database.mysql;

import dev.dbmigrations.change.Clause;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.LockProfile;
import dev.dbmigrations.schema.Schema;

/** What MySQL and MariaDB lock for a statement, and what they do meanwhile, release by release. */
final class MySqlLockProfile implements LockProfile {
    private final MySqlVersion release;

    MySqlLockProfile(MySqlVersion release) {
        this.release = release;
    }

    @Override
    public Impact impact(Clause clause, Schema schema) {
        return new Prediction(schema, release).of(clause);
    }
}
