package dev.dbmigrations.validate;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.dialect.Topic;
import java.time.Duration;
import java.util.Optional;

/** Tells whether replicas are attached, and how far the slowest is behind. */
final class ReplicaCheck implements Check {

    @Override
    public void make(Scene scene, Results results) {
        try {
            Optional<Duration> lag =
                    scene.server().database().monitor().gauges().replicaLag();
            results.looked(
                    Topic.OTHERS,
                    lag.map(l -> "replicas are attached, the slowest " + l.toSeconds() + " s behind")
                            .orElse("no replica is attached"));
        } catch (DatabaseFailure unknown) {
            results.unknown(Topic.OTHERS, "replicas: " + unknown.getMessage());
        }
    }
}
