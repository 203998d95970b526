package dev.dbmigrations.project;

import dev.dbmigrations.project.MigrationFile.TransactionMark;
import dev.dbmigrations.project.Script.Segment;
import dev.dbmigrations.project.Script.SomeLines;
import dev.dbmigrations.project.Script.WholeFile;
import java.util.List;
import java.util.Optional;

/**
 * What one file holds of a migration.
 *
 * @param up the way forth; for a file that is an undo, the way back stands here
 * @param undo the way back, when the same file holds it too
 * @param transaction what its marks say
 */
record BothWays(Script up, Optional<Script> undo, TransactionMark transaction) {

    static BothWays wholeFile(SourceFile file, TransactionMark transaction) {
        return new BothWays(new WholeFile(file), Optional.empty(), transaction);
    }

    /**
     * @param undo in the order in which it runs; empty when none is written
     */
    static BothWays inOneFile(
            SourceFile file, List<Segment> up, Optional<List<Segment>> undo, TransactionMark transaction) {
        return new BothWays(new SomeLines(file, up), undo.map(segments -> new SomeLines(file, segments)), transaction);
    }
}
