package dev.dbmigrations;

import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.execute.Self;
import dev.dbmigrations.history.Home;
import dev.dbmigrations.history.Journal;
import dev.dbmigrations.history.Recorded;
import dev.dbmigrations.report.RunReport;
import java.util.List;
import java.util.Optional;

/** Runs as the journal tells them, whether they are over or not. Reads only. */
final class PastRuns {
    private final Workbench bench;

    PastRuns(Workbench bench) {
        this.bench = bench;
    }

    RunReport report(Optional<String> name) {
        Home home = bench.history().home().orElseThrow(PastRuns::nothingHasRun);
        Journal journal = new Journal(home, Self.current("db-migrations").text());
        Session session = bench.session();
        String run = name.map(asked -> named(journal, session, asked))
                .orElseGet(() -> journal.lastRun(session).orElseThrow(PastRuns::nothingHasRun));
        List<Recorded> events = journal.read(session, run);
        return new RunReport(bench.database().dialect().version().toString(), run, events);
    }

    private static String named(Journal journal, Session session, String asked) {
        if (!journal.read(session, asked).isEmpty()) {
            return asked;
        }
        List<String> runs = journal.runsOf(session, asked);
        if (runs.isEmpty()) {
            runs = journal.runsOf(session, "V" + asked);
        }
        if (runs.isEmpty()) {
            throw MigrationException.userMustAct(
                    ExitCode.USAGE,
                    "DBM-1209",
                    "there is no run " + asked,
                    Fact.why("neither a run nor a migration of that name is in the journal"),
                    Fact.state("nothing was changed"),
                    Fact.next("db-migrations status names what has run; without a name the last run is told"));
        }
        return runs.getLast();
    }

    private static MigrationException nothingHasRun() {
        return MigrationException.userMustAct(
                ExitCode.USAGE,
                "DBM-1208",
                "nothing has run on this database yet",
                Fact.why("there is no journal of a run"),
                Fact.state("nothing was changed"),
                Fact.next("db-migrations up"));
    }
}
