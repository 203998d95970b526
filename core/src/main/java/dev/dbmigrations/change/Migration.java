package dev.dbmigrations.change;

import java.util.List;

/**
 * A migration: one file's statements in order, read and understood.
 *
 * @param id what it is called in the history
 * @param statements in order
 * @param undo the statements of its undo file; empty when there is none
 * @param directives what its comments say
 * @param checksums of its text
 */
public record Migration(Id id, List<Statement> statements, Undo undo, Directives directives, Checksums checksums) {

    /**
     * @param kind versioned or repeatable
     * @param version the version, or the author and id of a changeset; for a repeatable its description stands here too, and the path for a file
     *     whose name says nothing
     * @param description in words, underscores replaced by blanks
     * @param path the file as the user would type it
     */
    public record Id(Kind kind, String version, String description, String path) {
        /** What to call it in a message: {@code V42}, {@code R__name}, {@code author:id}, or the path of a file whose name says nothing. */
        public String label() {
            if (version.indexOf(':') >= 0 || version.equals(path)) {
                return version;
            }
            return kind == Kind.VERSIONED ? "V" + version : "R__" + description.replace(' ', '_');
        }
    }

    /** The two kinds of migration. */
    public enum Kind {
        VERSIONED,
        REPEATABLE
    }

    /**
     * @param written whether an undo file exists at all
     * @param statements its statements in order
     */
    public record Undo(boolean written, List<Statement> statements) {
        public static final Undo NONE = new Undo(false, List.of());

        public Undo {
            statements = List.copyOf(statements);
        }
    }

    /**
     * @param exact of the text line by line (Flyway's CRC-32)
     * @param normalised of the tokens: equal when only layout and comments differ
     */
    public record Checksums(int exact, String normalised) {}

    /** The same with other directives. */
    public Migration with(Directives others) {
        return new Migration(id, statements, undo, others, checksums);
    }

    public Migration {
        statements = List.copyOf(statements);
    }
}
