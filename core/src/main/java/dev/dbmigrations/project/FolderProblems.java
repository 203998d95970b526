package dev.dbmigrations.project;

import static dev.dbmigrations.MigrationException.Fact.at;
import static dev.dbmigrations.MigrationException.Fact.next;
import static dev.dbmigrations.MigrationException.Fact.state;
import static dev.dbmigrations.MigrationException.Fact.why;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import java.util.ArrayList;
import java.util.List;

/** What can be wrong with a folder of migrations, in words. */
final class FolderProblems {

    private static final String FORMS = """
            a migration is called V<version>__<description>.sql, its undo U<version>__<description>.sql,
            a repeatable R__<description>.sql, a pair <version>_<name>.up.sql and <version>_<name>.down.sql""";

    private FolderProblems() {}

    static MigrationException badName(SourceFile file) {
        return FileProblems.of(
                "DBM-1101",
                "no migration is called " + file.name(),
                file.shown(),
                FORMS,
                "rename it to " + FileName.suggestion(file.name()) + ", or move it out of the folder");
    }

    static MigrationException unmarked(SourceFile file) {
        return FileProblems.of(
                "DBM-1101",
                "nothing in %s says that it is a migration".formatted(file.name()),
                file.shown(),
                "a file called <version>_<name>.sql needs `-- migrate:up` (dbmate) or `-- +goose Up` (goose) in it;\n"
                        + FORMS,
                "rename it to " + FileName.suggestion(file.name()) + ", or move it out of the folder");
    }

    static MigrationException duplicate(Found first, Found second) {
        if (first.format() != second.format()) {
            return clash(first, second);
        }
        return MigrationException.userMustAct(
                ExitCode.FINDINGS,
                "DBM-1102",
                "two files have version " + first.name().version(),
                at(first.file().shown()),
                at(second.file().shown()),
                why("which of them runs first, or at all, would be chance"),
                state(FileProblems.NOTHING_RUN),
                next("give the newer one a version of its own, for example by: mv "
                        + second.file().shown() + " " + withVersion(second)));
    }

    private static String withVersion(Found found) {
        String shown = found.file().shown();
        String name = found.file().name();
        String version = found.name().version();
        int at = name.indexOf(version.charAt(0));
        String renamed = name.substring(0, at) + version + ".1" + name.substring(at + version.length());
        boolean takesDots = found.format() == Format.FLYWAY;
        return takesDots ? shown.substring(0, shown.length() - name.length()) + renamed : "<another name>";
    }

    private static MigrationException clash(Found first, Found second) {
        return MigrationException.userMustAct(
                ExitCode.FINDINGS,
                "DBM-1108",
                "two tools' files have version " + first.name().version(),
                new Fact("at", first.file().shown() + "   (" + first.format().tool() + ")"),
                new Fact("at", second.file().shown() + "   (" + second.format().tool() + ")"),
                why("both would run, and the order between them would be chance"),
                state(FileProblems.NOTHING_RUN),
                next("keep one tool's files in a folder, or give one of the two another version"));
    }

    static MigrationException twoUndos(Found first, Found second) {
        return MigrationException.userMustAct(
                ExitCode.FINDINGS,
                "DBM-1102",
                "two files undo version " + first.name().version(),
                at(first.file().shown()),
                at(second.file().shown()),
                why("only one way back can be the right one"),
                state(FileProblems.NOTHING_RUN),
                next("keep one of the two"));
    }

    static MigrationException sameRepeatable(Found first, Found second) {
        return MigrationException.userMustAct(
                ExitCode.FINDINGS,
                "DBM-1103",
                "two repeatable migrations are called " + first.name().description(),
                at(first.file().shown()),
                at(second.file().shown()),
                why("a repeatable is known by its name alone, so the history could not tell them apart"),
                state(FileProblems.NOTHING_RUN),
                next("rename one of the two"));
    }

    static MigrationException sameChangeset(Found second) {
        return FileProblems.of(
                "DBM-1103",
                "two changesets are called " + second.name().version(),
                second.file().shown(),
                "a changeset is known by its author, its id and its file, so the history could not tell them apart",
                "give one of the two another id");
    }

    static MigrationException undoAlone(Found undo) {
        return FileProblems.of(
                "DBM-1104",
                "%s undoes a migration that is not there".formatted(undo.file().name()),
                undo.file().shown(),
                "no migration has version " + undo.name().version(),
                "bring the migration back, or delete this file");
    }

    static MigrationException noFolder(String shown, String reason) {
        return MigrationException.userMustAct(
                ExitCode.USAGE,
                "DBM-1106",
                "no migrations folder at " + shown,
                at(shown),
                why(reason),
                state(FileProblems.NOTHING_RUN),
                next("db-migrations init   (makes it), or set `migrations` in db-migrations.toml"));
    }

    static MigrationException noMigrations(List<String> shown) {
        return MigrationException.userMustAct(
                ExitCode.USAGE,
                "DBM-1113",
                "no migrations",
                at(String.join(", ", shown)),
                why("no file there is a migration"),
                state(FileProblems.NOTHING_RUN),
                next("db-migrations create add_users_table"));
    }

    /** The first of several, which says that there are more. */
    static MigrationException firstOf(List<MigrationException> problems) {
        MigrationException first = problems.getFirst();
        if (problems.size() == 1) {
            return first;
        }
        List<Fact> facts = new ArrayList<>(first.facts());
        int others = problems.size() - 1;
        facts.add(
                Math.max(0, facts.size() - 2),
                new Fact(
                        "also",
                        "%d more %s; all of them: db-migrations validate"
                                .formatted(others, others == 1 ? "problem" : "problems")));
        var told = new MigrationException(first.code(), first.kind(), first.exit(), first.what(), facts);
        problems.stream().skip(1).forEach(told::addSuppressed);
        return told;
    }
}
