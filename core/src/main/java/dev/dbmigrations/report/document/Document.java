package dev.dbmigrations.report.document;

import java.util.List;

/**
 * A report before it has a form.
 *
 * @param title what it is about
 * @param lead the whole of it in a few lines
 * @param parts in order
 */
public record Document(String title, List<Block> lead, List<Part> parts) {

    /**
     * A part with a heading of its own, for example one migration.
     *
     * @param lead what is said before the sections
     */
    public record Part(String heading, List<Block> lead, List<Section> sections) {
        public Part {
            lead = List.copyOf(lead);
            sections = List.copyOf(sections);
        }
    }

    /** Some blocks under one heading; not written at all when there is none. */
    public record Section(String heading, List<Block> blocks) {
        public Section {
            blocks = List.copyOf(blocks);
        }
    }

    public Document {
        lead = List.copyOf(lead);
        parts = List.copyOf(parts);
    }
}
