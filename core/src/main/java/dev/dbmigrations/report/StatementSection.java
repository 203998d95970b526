package dev.dbmigrations.report;

import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.analyze.StatementAnalysis;
import dev.dbmigrations.analyze.StatementAnalysis.Worked;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.Lock.Blocks;
import dev.dbmigrations.dialect.Replication;
import dev.dbmigrations.report.document.Block;
import dev.dbmigrations.report.document.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statement by statement: the lock, who waits and how long, what is written, and what replicas make of it. */
final class StatementSection {
    private final Replication replication;

    StatementSection(Replication replication) {
        this.replication = replication;
    }

    Block of(List<StatementAnalysis> statements) {
        List<List<Line>> rows = new ArrayList<>();
        for (StatementAnalysis one : statements) {
            rows.add(List.of(
                    Line.of("line " + one.statement().position().line() + ": ").andCode(TextReport.firstLine(one)),
                    Line.of(TextReport.locks(one).replaceAll("\n +", "\n")),
                    Line.of(TextReport.work(one)),
                    Line.of(room(one)),
                    Line.of(replicas(one))));
        }
        return new Block.Grid(List.of("statement", "lock", "work", "disk and log", "replicas"), rows);
    }

    /** What it takes besides what is there; empty when nothing. */
    static String room(StatementAnalysis one) {
        Optional<Worked> table = one.table().filter(t -> !t.isNew());
        return switch (one.impact().work()) {
            case METADATA, SCAN -> "";
            case INDEX_BUILD -> "the index, and its size again in the log";
            case ROWS ->
                table.map(t -> "up to " + InWords.bytes(t.size().bytes()) + " of old rows, and as much log")
                        .orElse("as much as the rows that change");
            case REWRITE ->
                table.map(t -> InWords.bytes(t.size().bytes() + t.size().indexBytes())
                                + " while it runs, and as much log")
                        .orElse(one.table().isPresent() ? "" : "the table once more, and as much log");
        };
    }

    /** What replicas make of it; empty when nothing. */
    String replicas(StatementAnalysis one) {
        boolean isNew = one.table().map(Worked::isNew).orElse(false);
        Work work = one.impact().work();
        if (isNew) {
            return "";
        }
        return switch (replication) {
            case BY_STATEMENTS ->
                work == Work.METADATA || work == Work.ROWS
                        ? ""
                        : "each does it anew afterwards, and is behind for as long";
            case BY_PAGES -> {
                boolean stops = one.impact().locks().stream().anyMatch(l -> l.blocks() == Blocks.READS_AND_WRITES);
                String sent = work == Work.REWRITE || work == Work.INDEX_BUILD ? "all that is written is sent" : "";
                String waits = stops ? "readers there wait as well" : "";
                yield sent.isEmpty() || waits.isEmpty() ? sent + waits : sent + "; " + waits;
            }
        };
    }
}
