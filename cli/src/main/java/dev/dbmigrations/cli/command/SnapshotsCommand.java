package dev.dbmigrations.cli.command;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.Options.Accepted;
import dev.dbmigrations.Options.OutOfOrder;
import dev.dbmigrations.Outcome;
import dev.dbmigrations.Snapshot;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.cli.Action;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Ending;
import dev.dbmigrations.cli.Run;
import dev.dbmigrations.cli.Site;
import dev.dbmigrations.execute.RunListener;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What migrations have taken away or changed and is still kept. */
@Command(
        name = "snapshots",
        customSynopsis = "db-migrations snapshots list | restore V | drop V | drop --expired",
        description = "Show, bring back or drop what migrations took away and is still kept.",
        subcommands = {SnapshotsCommand.ListThem.class, SnapshotsCommand.Restore.class, SnapshotsCommand.Drop.class})
public final class SnapshotsCommand {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private static void say(Call call, List<Snapshot> snapshots) {
        Instant now = Clock.systemUTC().instant();
        for (Snapshot snapshot : snapshots) {
            call.display()
                    .say("%s   %s\n  in %s, about %s in %s, %s"
                            .formatted(
                                    snapshot.migration().label(),
                                    snapshot.kept().what(),
                                    snapshot.kept().place(),
                                    InWords.count(Math.max(0, snapshot.size().rows()), "row"),
                                    InWords.bytes(snapshot.size().bytes()),
                                    time(snapshot, now)));
        }
    }

    private static String time(Snapshot snapshot, Instant now) {
        return snapshot.until()
                .map(until -> (snapshot.isExpired(now) ? "to be dropped since " : "kept until ") + TIME.format(until)
                        + " UTC")
                .orElse("needed by its run, which is not over");
    }

    private static Map<String, Object> details(List<Snapshot> snapshots) {
        return Map.of(
                "snapshots", snapshots.stream().map(SnapshotsCommand::details).toList());
    }

    private static Map<String, Object> details(Snapshot snapshot) {
        Map<String, Object> map = new LinkedHashMap<>(Outcomes.id(snapshot.migration()));
        map.put("what", snapshot.kept().what());
        map.put("table", snapshot.kept().table().toString());
        map.put("place", snapshot.kept().place().toString());
        map.put("rows", snapshot.size().rows());
        map.put("bytes", snapshot.size().bytes());
        snapshot.since().ifPresent(since -> map.put("since", since.toString()));
        snapshot.until().ifPresent(until -> map.put("until", until.toString()));
        map.put("back", snapshot.kept().back());
        return map;
    }

    /** Shows them. */
    @Command(
            name = "list",
            customSynopsis = "db-migrations snapshots list",
            description = "Show what is kept, where, how large it is and until when.")
    public static final class ListThem implements Action {
        @Override
        public Ending run(Call call) {
            try (Site site = Site.toRead(call)) {
                List<Snapshot> snapshots = site.connect().snapshots();
                say(call, snapshots);
                if (snapshots.isEmpty()) {
                    call.display().say("nothing is kept");
                }
                return Ending.done(details(snapshots));
            }
        }
    }

    /** Brings back. */
    @Command(
            name = "restore",
            customSynopsis = "db-migrations snapshots restore V|TABLE [--pace PACE]",
            description = "Bring back what a migration took away, though it stays applied.")
    public static final class Restore implements Action {
        @Parameters(paramLabel = "V|TABLE", description = "The migration, or the table in which it is kept.")
        private String name = "";

        @Mixin
        private PaceOption pace = new PaceOption();

        @Override
        public Ending run(Call call) {
            try (Site site = Site.toChange(call, pace.settings())) {
                Migrator migrator = site.connect(new Accepted(false, false, false), OutOfOrder.REFUSE);
                List<Snapshot> wanted = migrator.snapshots(name);
                Outcome outcome = Run.on(call, migrator).tell(listener -> migrator.restore(wanted, listener));
                return Outcomes.told(call, outcome, "restored");
            }
        }
    }

    /** Ends the keeping. */
    @Command(
            name = "drop",
            customSynopsis = "db-migrations snapshots drop V|TABLE | --expired | --all",
            description = "Drop what is kept before or after its time.")
    public static final class Drop implements Action {
        @ArgGroup(multiplicity = "1")
        private Which which = new Which();

        /** Those that are meant. */
        static final class Which {
            @Parameters(arity = "0..1", paramLabel = "V|TABLE", description = "Of a migration, or in a table.")
            private Optional<String> name = Optional.empty();

            @Option(names = "--expired", description = "All whose time is over.")
            private boolean expired;

            @Option(names = "--all", description = "All that no run in flight needs.")
            private boolean all;
        }

        @Override
        public Ending run(Call call) {
            try (Site site = Site.toChange(call)) {
                Migrator migrator = site.connect(new Accepted(false, false, false), OutOfOrder.REFUSE);
                Instant now = Clock.systemUTC().instant();
                List<Snapshot> wanted = which.name
                        .map(migrator::snapshots)
                        .orElseGet(() -> migrator.snapshots().stream()
                                .filter(s -> which.all || (which.expired && s.isExpired(now)))
                                .toList());
                List<Snapshot> gone = migrator.drop(wanted, RunListener.SILENT);
                gone.forEach(s -> call.display()
                        .say("dropped  " + s.kept().what() + ", taken by "
                                + s.migration().label()));
                wanted.stream()
                        .filter(s -> s.since().isEmpty())
                        .forEach(s -> call.display()
                                .say("note: " + s.kept().what() + " are needed by the run of "
                                        + s.migration().label() + ", which is not over"));
                if (wanted.isEmpty()) {
                    call.display().say("nothing is to be dropped");
                }
                return Ending.done(details(gone));
            }
        }
    }
}
