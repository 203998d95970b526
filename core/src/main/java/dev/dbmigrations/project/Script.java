package dev.dbmigrations.project;

import java.io.Reader;
import java.util.List;

/** One way of a migration, forth or back: a file, or those lines of a file that are meant. */
public sealed interface Script {

    SourceFile file();

    /** Flyway's checksum of these lines; reads the file and parses nothing. */
    int checksum();

    /** Texts to be read one after the other; in each, every line stands where it stands in the file. */
    List<Part> parts();

    /** The whole of a file. */
    record WholeFile(SourceFile file) implements Script {
        @Override
        public int checksum() {
            return file.checksum();
        }

        @Override
        public List<Part> parts() {
            return List.of(new Part(Form.STATEMENTS, file::open));
        }
    }

    /**
     * Some lines of a file.
     *
     * @param segments in the order in which they run
     */
    record SomeLines(SourceFile file, List<Segment> segments) implements Script {
        public SomeLines {
            segments = List.copyOf(segments);
        }

        @Override
        public int checksum() {
            List<String> all = lines();
            return Checksum.ofLines(segments.stream()
                    .flatMap(segment -> all.subList(segment.first() - 1, segment.last()).stream())
                    .toList());
        }

        @Override
        public List<Part> parts() {
            return Masking.parts(lines(), segments);
        }

        private List<String> lines() {
            return file.text().lines().toList();
        }
    }

    /**
     * Lines that stand together.
     *
     * @param first from 1
     * @param last inclusive
     * @param form how they are to be read
     */
    record Segment(int first, int last, Form form) {}

    /** How lines are to be read. */
    enum Form {
        /** Statements, each with its terminator. */
        STATEMENTS,
        /** One statement, whatever terminators are inside. */
        ONE_STATEMENT,
        /** Statements whose every line begins with {@code --rollback}. */
        ROLLBACK_LINES
    }

    /**
     * A text that can be opened.
     *
     * @param form how it is to be read
     * @param text opens it; the caller closes it
     */
    record Part(Form form, Text text) {}

    /** Something that can be opened and read. */
    @FunctionalInterface
    interface Text {
        Reader open();
    }
}
