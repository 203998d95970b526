package dev.dbmigrations.cli.command;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Ending;
import dev.dbmigrations.cli.Site;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Something asked of the runs in flight, wherever they run. */
final class Wishes {
    private Wishes() {}

    static Ending told(Call call, String what, ToIntFunction<Migrator> wish) {
        try (Site site = Site.toChange(call)) {
            int asked = wish.applyAsInt(site.connect());
            if (asked == 0) {
                throw MigrationException.userMustAct(
                        ExitCode.FAILED,
                        "DBM-9021",
                        "no run is in flight",
                        Fact.at(site.description()),
                        Fact.why("every migration that was begun here is finished or taken back"),
                        Fact.state("nothing was changed"),
                        Fact.next("db-migrations status"));
            }
            call.display().say(InWords.count(asked, "run") + " " + what);
            return Ending.done(Map.of("runs", asked));
        }
    }
}
