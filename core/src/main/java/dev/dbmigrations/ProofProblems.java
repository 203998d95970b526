package dev.dbmigrations;

import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.schema.CatalogObject;
import dev.dbmigrations.schema.Drift;
import java.util.List;

/** Why a migration and its way back are not proved, in words. */
final class ProofProblems {
    private static final String NOT_FOUND = "DBM-7304";
    private static final Fact STATE = Fact.state("found on a scratch server; nothing was changed in the database");
    private static final int FEW = 20;

    private ProofProblems() {}

    static MigrationException notAsBefore(Migration.Id id, List<String> differences) {
        return of(
                "DBM-7301",
                "the way back of " + id.label() + " does not lead back",
                id,
                lines(differences),
                "mend " + undoName(id) + " (write it where there is none), then: db-migrations validate --prove");
    }

    static MigrationException notRun(Migration.Id id, String because) {
        return of(
                "DBM-7302",
                id.label() + " does not run on a scratch server",
                id,
                because,
                "mend it; where it needs what a scratch server does not have, do without --prove");
    }

    static MigrationException notTakenBack(Migration.Id id, String because) {
        return of(
                "DBM-7303",
                "the way back of " + id.label() + " does not run on a scratch server",
                id,
                because,
                "mend " + undoName(id) + " (write it where there is none), then: db-migrations validate --prove");
    }

    static MigrationException notDerived(Migration.Id id, List<String> gaps) {
        return of(
                NOT_FOUND,
                "no way back of " + id.label() + " was found",
                id,
                lines(gaps),
                "write " + undoName(id) + ", then: db-migrations validate --prove");
    }

    /** Whether there is no way back at all, which is told elsewhere where it matters. */
    static boolean saysNotDerived(MigrationException problem) {
        return problem.code().equals(NOT_FOUND);
    }

    /** A warning: there is a way back, and it only has to be written. */
    static MigrationException derived(Migration.Id id, List<String> statements) {
        return MigrationException.userMustAct(
                ExitCode.FINDINGS,
                "DBM-7305",
                id.label() + " has no way back, and one was found that is proved",
                Fact.at(id.path()),
                Fact.why("its text does not say what its opposite is; what it has changed in the catalog does"),
                new Fact("back", String.join(";\n", statements) + ";"),
                STATE,
                Fact.next("write that into " + undoName(id)));
    }

    /** A warning: what was tried there may go otherwise here. */
    static MigrationException unlike(List<Drift> remaining, String replay) {
        String why = lines(remaining.stream().map(ProofProblems::unlike).toList());
        return MigrationException.userMustAct(
                ExitCode.FINDINGS,
                "DBM-7306",
                "the scratch database is not in all like the one that is meant",
                Fact.why(replay.isEmpty() ? why : why + "\n" + replay),
                STATE,
                Fact.next("see whether a migration that was tried depends on these"));
    }

    private static String unlike(Drift drift) {
        String name = drift.object().kind() + " " + drift.object().name();
        return switch (drift.word()) {
            case "added" -> name + " could not be made there";
            case "missing" -> name + " is there only";
            default ->
                name + " is " + drift.before().map(CatalogObject::definition).orElse("") + " there, and "
                        + drift.now().map(CatalogObject::definition).orElse("") + " here";
        };
    }

    private static MigrationException of(String code, String what, Migration.Id id, String why, String next) {
        return MigrationException.userMustAct(
                ExitCode.FINDINGS, code, what, Fact.at(id.path()), Fact.why(why), STATE, Fact.next(next));
    }

    private static String lines(List<String> all) {
        String some = String.join("\n", all.subList(0, Math.min(FEW, all.size())));
        return all.size() > FEW ? some + "\nand " + (all.size() - FEW) + " more" : some;
    }

    private static String undoName(Migration.Id id) {
        return id.path().replaceFirst("(^|/)V([^/]*)$", "$1U$2");
    }
}
