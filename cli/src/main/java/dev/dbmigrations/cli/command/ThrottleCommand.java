package dev.dbmigrations.cli.command;

import dev.dbmigrations.cli.Action;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Ending;
import dev.dbmigrations.cli.UsageFailures;
import dev.dbmigrations.cli.config.Durations;
import dev.dbmigrations.history.Guidance;
import dev.dbmigrations.plan.Pace;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets rows move faster or slower from now on. */
@Command(
        name = "throttle",
        customSynopsis = "db-migrations throttle [--workers N] [--max-lag T] [--pace PACE]",
        description = "Let the run in flight move rows faster or slower from now on.")
public final class ThrottleCommand implements Action {
    private static final int MOST_WORKERS = 16;

    @Option(names = "--workers", paramLabel = "N", description = "How many may move rows at once, 1 to 16.")
    private Optional<Integer> workers = Optional.empty();

    @Option(
            names = "--max-lag",
            paramLabel = "T",
            description = "How far replicas may be behind, such as 5s; 0 to look at none.")
    private Optional<String> maxLag = Optional.empty();

    @Option(
            names = "--pace",
            paramLabel = "PACE",
            description = "gentle, steady or fast: replaces the pace it was begun with, and its workers.")
    private Optional<Pace> pace = Optional.empty();

    @Override
    public Ending run(Call call) {
        Guidance wish = new Guidance(pace, workers, maxLag.map(ThrottleCommand::duration));
        if (wish.isNone()) {
            throw UsageFailures.wrong(
                    "nothing is asked for",
                    "throttle",
                    "it takes --workers, --max-lag or --pace",
                    "db-migrations throttle --pace gentle");
        }
        workers.filter(count -> count < 1 || count > MOST_WORKERS).ifPresent(count -> {
            throw UsageFailures.wrong(
                    "so many cannot move rows",
                    "--workers " + count,
                    "from 1 to " + MOST_WORKERS + " can; to stop them all there is pause",
                    "db-migrations pause");
        });
        return Wishes.told(call, "told to move rows differently", migrator -> migrator.throttle(wish));
    }

    private static Duration duration(String text) {
        return Durations.parse(text)
                .orElseThrow(() -> UsageFailures.wrong(
                        "this is no time",
                        "--max-lag " + text,
                        "it takes a duration such as 500ms, 5s or 2m",
                        "db-migrations throttle --max-lag 5s"));
    }
}
