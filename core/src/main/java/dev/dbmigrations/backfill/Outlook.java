package dev.dbmigrations.backfill;

import dev.dbmigrations.backfill.Signal.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one look at all signals has shown.
 *
 * @param at when
 * @param obstacle why nothing may move; empty when something may
 * @param load what presses hardest among the signals that steer; empty when there is none, or not all could be measured
 */
record Outlook(Instant at, Optional<Told> obstacle, Optional<Load> load) {

    /**
     * @param cause the signal
     * @param words with what was measured
     */
    record Told(String cause, String words) {}

    /** A signal that steers, and how near it is to its limit. */
    record Load(double utilisation, Told told) {}

    /** Measures all. What cannot be measured is an obstacle (must-not-fail 79), and nobody steers by half of a picture. */
    static Outlook of(List<Signal> signals, Instant now) {
        List<Told> obstacles = new ArrayList<>();
        Optional<Load> heaviest = Optional.empty();
        for (Signal signal : signals) {
            try {
                Reading reading = signal.measurement().read();
                Told told = new Told(signal.name(), reading.words());
                if (signal.effect().stops() && reading.utilisation() >= ZoneLaw.FULL) {
                    obstacles.add(told);
                }
                if (signal.effect().steers() && heaviest.map(Load::utilisation).orElse(-1.0) < reading.utilisation()) {
                    heaviest = Optional.of(new Load(reading.utilisation(), told));
                }
            } catch (RuntimeException e) {
                String what = signal.name() + " cannot be measured: ";
                return new Outlook(now, Optional.of(new Told(what, what + e.getMessage())), Optional.empty());
            }
        }
        return new Outlook(now, obstacles.stream().findFirst(), heaviest);
    }
}
