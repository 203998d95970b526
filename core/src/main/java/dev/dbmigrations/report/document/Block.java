package dev.dbmigrations.report.document;

import java.util.List;

/** A piece of a document. */
public sealed interface Block {

    /** A sentence or two. */
    record Paragraph(Line text) implements Block {}

    /** Things one below the other. */
    record Items(List<Line> items) implements Block {
        public Items {
            items = List.copyOf(items);
        }
    }

    /**
     * A table.
     *
     * @param head the columns
     * @param rows each with as many cells as there are columns
     */
    record Grid(List<String> head, List<List<Line>> rows) implements Block {
        public Grid {
            head = List.copyOf(head);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /**
     * Text that is kept as it is.
     *
     * @param language for example {@code sql} or {@code console}
     */
    record Code(String language, String text) implements Block {}

    /**
     * Something that wants attention.
     *
     * @param excerpt text that is kept as it is; may be empty
     * @param facts below it
     */
    record Notice(Tone tone, Line title, String excerpt, List<Line> facts) implements Block {
        public Notice {
            facts = List.copyOf(facts);
        }
    }

    /** How much a notice wants attention. */
    enum Tone {
        BAD,
        WARNING,
        PLAIN,
        GOOD
    }

    /**
     * A picture, which only a page can show.
     *
     * @param svg well-formed, with colours by the classes of {@link HtmlPage}
     * @param caption what is to be seen
     */
    record Picture(String svg, String caption) implements Block {}
}
