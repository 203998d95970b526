package dev.dbmigrations;

import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.database.Database;

/** Whether we can work on a server at all. */
final class Standings {

    private Standings() {}

    static void refuseUnfit(Workbench bench) {
        Database.Standing standing = bench.database().monitor().standing();
        if (standing.readOnly()) {
            throw unfit(
                    bench,
                    "DBM-8102",
                    "this server only answers questions",
                    "it is a replica, or set to read only",
                    "point the url at the primary");
        }
        if (standing.pooled()) {
            throw unfit(
                    bench,
                    "DBM-8103",
                    "a pooler in transaction mode stands between us and the server",
                    "locks and settings of a session would belong to somebody else's statements",
                    "use the server's own port, or a pool in session mode");
        }
    }

    private static MigrationException unfit(Workbench bench, String code, String what, String why, String next) {
        return MigrationException.userMustAct(
                ExitCode.NO_CONNECTION,
                code,
                what,
                Fact.at(bench.options().login().toString()),
                Fact.why(why),
                Fact.state("nothing was changed"),
                Fact.next(next));
    }
}
