package dev.dbmigrations.report;

import dev.dbmigrations.MigrationException;
import java.util.List;

/**
 * What a validation found, ready to be written.
 *
 * @param server the server and its version
 * @param sections one for each topic of which there is something to say, in order
 */
public record ValidationReport(String server, List<Section> sections) {

    /**
     * @param title the topic
     * @param looked what was looked at
     * @param unknown what could not be looked at
     * @param items what is wrong
     */
    public record Section(String title, List<String> looked, List<String> unknown, List<Item> items) {
        public Section {
            looked = List.copyOf(looked);
            unknown = List.copyOf(unknown);
            items = List.copyOf(items);
        }
    }

    /**
     * @param weight {@code error} or {@code warning}
     * @param failure with its facts
     */
    public record Item(String weight, MigrationException failure) {}

    public ValidationReport {
        sections = List.copyOf(sections);
    }

    /** For pull requests and the summaries of build servers. */
    public String toMarkdown() {
        return ValidationMarkdown.of(this);
    }

    /** JUnit's XML: a suite for each topic, a test for each thing looked at or wrong; a warning is no failure. */
    public String toJUnit() {
        return ValidationJUnit.of(this);
    }
}
