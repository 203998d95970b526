package dev.dbmigrations.project;

import static dev.dbmigrations.MigrationException.Fact.at;
import static dev.dbmigrations.MigrationException.Fact.next;
import static dev.dbmigrations.MigrationException.Fact.state;
import static dev.dbmigrations.MigrationException.Fact.why;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be wrong inside one file, in words. */
final class FileProblems {

    static final String NOTHING_RUN = "nothing was run";

    private FileProblems() {}

    static MigrationException of(String code, String what, String place, String reason, String advice) {
        return MigrationException.userMustAct(
                ExitCode.FINDINGS, code, what, at(place), why(reason), state(NOTHING_RUN), next(advice));
    }

    static MigrationException notUtf8(SourceFile file, int line, long offset, byte found) {
        return of(
                "DBM-1105",
                "not UTF-8: " + file.name(),
                file.shown() + ":" + line + "   (byte 0x%02X at offset %d)".formatted(found & 0xFF, offset),
                "migrations are read as UTF-8, so that every machine runs the same text",
                "convert it, for example: iconv -f ISO-8859-1 -t UTF-8 " + file.shown());
    }

    static MigrationException unreadable(String shown, IOException cause) {
        return of("DBM-1107", "cannot be read: " + shown, shown, reason(cause), advice(cause))
                .causedBy(cause);
    }

    private static String advice(IOException cause) {
        return cause instanceof NoSuchFileException
                ? "bring it back, or type the same command again"
                : "give this user the right to read it";
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "the operating system denies access";
        }
        if (cause instanceof NoSuchFileException) {
            return "it was there a moment ago and is gone";
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    static MigrationException unknownSetting(SourceFile file, int line, String setting, @Nullable String meant) {
        return of(
                "DBM-1109",
                "not understood: " + setting,
                file.shown() + ":" + line,
                "a script's settings are executeInTransaction, encoding, placeholderReplacement and shouldExecute",
                meant == null ? "take the line out" : "write " + meant);
    }

    static MigrationException beforeFirstMark(SourceFile file, int line, String mark) {
        return of(
                "DBM-1110",
                "SQL before the first " + mark,
                file.shown() + ":" + line,
                "nothing says whether it leads forth or back",
                "move it below " + mark);
    }

    static MigrationException unknownOption(SourceFile file, int line, String option, List<String> known) {
        String advice = Nearest.to(option, known)
                .map(meant -> "write " + meant)
                .orElse("take it out, or write one of: " + String.join(", ", known));
        return of(
                "DBM-1111",
                "not understood: " + option,
                file.shown() + ":" + line,
                "to pass over a mark could run the file in another way than was meant",
                advice);
    }

    static MigrationException markTwice(SourceFile file, int line, String mark, int earlier) {
        return of(
                "DBM-1111",
                mark + " for the second time",
                file.shown() + ":" + line,
                "the first is in line " + earlier,
                "keep one of the two");
    }

    static MigrationException markNotClosed(SourceFile file, int line, String mark) {
        return of(
                "DBM-1111",
                mark + " is never closed",
                file.shown() + ":" + line,
                "without an end the statement would reach to the end of the file",
                "write -- +goose StatementEnd after the statement");
    }

    static MigrationException markNotOpened(SourceFile file, int line, String mark, String opening) {
        return of(
                "DBM-1111",
                mark + " without a beginning",
                file.shown() + ":" + line,
                "no " + opening + " stands before it",
                "write " + opening + " before the statement");
    }

    static MigrationException badChangeset(SourceFile file, int line, String text) {
        return of(
                "DBM-1112",
                "not a changeset: " + text,
                file.shown() + ":" + line,
                "a changeset begins with two dashes, its author and its id",
                "write --changeset author:id");
    }

    static MigrationException unsupportedChangeset(String shown, Changeset changeset, Changeset.Unsupported word) {
        return of(
                "DBM-1112",
                "changeset %s uses %s".formatted(changeset.name().text(), word.word()),
                shown + ":" + word.line(),
                "it decides whether or how the changeset runs, and db-migrations does not follow it",
                "take it out, or run this changeset with Liquibase");
    }

    static MigrationException empty(String label, String shown) {
        return of(
                "DBM-1130",
                label + " is empty",
                shown,
                "it holds comments at most, and no statement",
                "write its SQL into " + shown + ", or delete it");
    }
}
