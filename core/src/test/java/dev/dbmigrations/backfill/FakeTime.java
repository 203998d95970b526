package dev.dbmigrations.backfill;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that passes only when somebody rests or a test says so. */
final class FakeTime extends Clock {
    private Instant now = Instant.EPOCH;

    Time time() {
        return new Time(this, this::pass);
    }

    void pass(Duration duration) {
        now = now.plus(duration);
    }

    Duration passed() {
        return Duration.between(Instant.EPOCH, now);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
