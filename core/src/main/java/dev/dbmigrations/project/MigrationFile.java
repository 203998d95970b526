package dev.dbmigrations.project;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.Version;
import java.util.Optional;

/**
 * A migration that is there, found by its name and not yet read.
 *
 * @param id what it is called
 * @param format whose conventions it follows
 * @param up the way forth
 * @param undo the way back, when one is written
 * @param transaction what its tool's own marks say about transactions
 */
public record MigrationFile(
        Migration.Id id, Format format, Script up, Optional<Script> undo, TransactionMark transaction) {

    /** What a mark of the migration's own tool says about transactions. */
    public enum TransactionMark {
        NONE_GIVEN,
        /** dbmate's {@code transaction:false} and its like. */
        WITHOUT
    }

    public String label() {
        return id.label();
    }

    /** Flyway's checksum of the way forth; reads the file and parses nothing. */
    public int exactChecksum() {
        return up.checksum();
    }

    /** In bytes, of the file in which it stands. */
    public long size() {
        return up.file().size();
    }

    /** Its version as a number; empty for a repeatable or a changeset. */
    public Optional<Version> version() {
        boolean numbered = id.kind() == Migration.Kind.VERSIONED && Version.isWellFormed(id.version());
        return numbered ? Optional.of(new Version(id.version())) : Optional.empty();
    }
}
