package dev.dbmigrations;

import dev.dbmigrations.analyze.Basis;
import dev.dbmigrations.analyze.DurationEstimate;
import dev.dbmigrations.analyze.Effort;
import dev.dbmigrations.execute.Self;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.Journal;
import dev.dbmigrations.history.Recorded;
import dev.dbmigrations.plan.Budget.Forecast;
import dev.dbmigrations.schema.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long steps of earlier runs took, against what the figures of another server say of them. */
final class PastDurations {
    private static final int RUNS = 50;
    /** Of shorter steps most is not the work itself. */
    private static final Duration WORTH_COUNTING = Duration.ofMillis(100);
    /** What is further off was held up by something else. */
    private static final double FURTHEST = 50;

    private static final double LEAST_SPREAD = 1.5;
    private static final double MOST_SPREAD = 3;
    /** One step says little of the next. */
    private static final double SPREAD_OF_ONE = 2;

    private final Map<Effort, List<Double>> factors = new EnumMap<>(Effort.class);
    private final Map<String, Map<String, Forecast>> forecasts = new HashMap<>();
    private final Map<String, Integer> starts = new HashMap<>();

    private PastDurations() {}

    /** What the journal tells, where there is one. */
    static PastDurations of(Workbench bench) {
        return bench.history()
                .home()
                .map(home -> new Journal(home, Self.current("db-migrations").text()).measured(bench.session(), RUNS))
                .map(PastDurations::of)
                .orElseGet(PastDurations::new);
    }

    static PastDurations of(List<Recorded> events) {
        PastDurations past = new PastDurations();
        events.forEach(recorded -> past.add(recorded.run(), recorded.event()));
        past.factors.values().forEach(list -> list.sort(null));
        return past;
    }

    /** The estimate by what steps of that kind took; empty when there was none. */
    Optional<DurationEstimate> corrected(Effort effort, DurationEstimate elsewhere) {
        List<Double> measured = factors.getOrDefault(effort, List.of());
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        double median = measured.get(measured.size() / 2);
        double furthest = Math.max(measured.getLast() / median, median / measured.getFirst());
        double spread = measured.size() == 1 ? SPREAD_OF_ONE : Math.clamp(furthest, LEAST_SPREAD, MOST_SPREAD);
        return Optional.of(elsewhere.corrected(median, spread, Basis.pastSteps(measured.size())));
    }

    private void add(String run, Event event) {
        switch (event) {
            case Event.RunStarted started -> {
                Map<String, Forecast> steps = new HashMap<>();
                started.plan()
                        .steps()
                        .forEach(step -> step.facts()
                                .budget()
                                .forecast()
                                .ifPresent(forecast -> steps.put(step.facts().id(), forecast)));
                forecasts.put(run, steps);
            }
            case Event.StepStarted started -> {
                // Of a step that was begun twice nobody knows how long all of it took.
                if (starts.merge(run + ' ' + started.step(), 1, Integer::sum) > 1) {
                    forget(run, started.step());
                }
            }
            case Event.LockWaited waited -> forget(run, waited.step());
            case Event.Held held -> forget(run, held.step());
            case Event.ExtentFixed extent ->
                steps(run)
                        .computeIfPresent(
                                extent.step(), (step, forecast) -> withRows(forecast, extent.estimatedRows()));
            case Event.StepDone done -> count(steps(run).get(done.step()), done.milliseconds());
            default -> {
                // The others tell nothing of the time of a step.
            }
        }
    }

    private Map<String, Forecast> steps(String run) {
        return forecasts.getOrDefault(run, new HashMap<>());
    }

    private void forget(String run, String step) {
        steps(run).remove(step);
    }

    /** Rows that were counted when the step began. */
    private static Forecast withRows(Forecast forecast, long rows) {
        Size size = forecast.size();
        return new Forecast(forecast.effort(), new Size(rows, size.bytes(), size.indexBytes()), forecast.time());
    }

    private void count(@Nullable Forecast forecast, long milliseconds) {
        if (forecast == null || milliseconds < WORTH_COUNTING.toMillis()) {
            return;
        }
        DurationEstimate elsewhere = DurationEstimate.of(forecast.effort(), forecast.size());
        double factor = (double) milliseconds / elsewhere.middle().toMillis();
        if (factor > 1 / FURTHEST && factor < FURTHEST) {
            factors.computeIfAbsent(forecast.effort(), effort -> new ArrayList<>())
                    .add(factor);
        }
    }
}
