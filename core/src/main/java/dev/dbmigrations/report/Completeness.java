package dev.dbmigrations.report;

import dev.dbmigrations.analyze.Effect.Certainty;
import dev.dbmigrations.analyze.StatementAnalysis;
import dev.dbmigrations.report.AnalysisReport.Entry;
import java.util.ArrayList;
import java.util.List;

/** What a report could not find out. */
final class Completeness {
    private Completeness() {}

    /** As sentences; empty when all was asked of the server and understood. */
    static List<String> of(AnalysisReport report) {
        List<String> open = new ArrayList<>();
        if (report.isOffline()) {
            open.add("No database was asked. A table that these files do not create counts as large and in use:"
                    + " how many rows it has, and how long it would be locked, is not known.");
            open.add("What depends on a table is not known: views, foreign keys, triggers, functions.");
            open.add("Which constraints, indexes and columns a table has already is not known: what they would make"
                    + " quick or impossible is not told.");
            open.add("Other sessions, replicas and the room on the disk are not known.");
            open.add("No plan was drawn up, and no data was checked. With a database, `analyze` and `plan` do both.");
        }
        for (Entry entry : report.entries()) {
            for (StatementAnalysis statement : entry.analysis().statements()) {
                if (statement.certainty() == Certainty.UNKNOWN) {
                    open.add(entry.label() + ", line "
                            + statement.statement().position().line()
                            + ", is not understood, or its table is not there: what it locks and breaks is not told.");
                }
            }
            if (!report.isOffline() && entry.plan().isEmpty()) {
                open.add(entry.label() + " has no plan: `db-migrations plan " + entry.label() + "` says why.");
            }
        }
        return open;
    }
}
