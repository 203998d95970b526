package dev.dbmigrations.report;

import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.report.ValidationReport.Item;
import dev.dbmigrations.report.ValidationReport.Section;
import dev.dbmigrations.report.document.MarkdownText;

/** A validation as Markdown. */
final class ValidationMarkdown {
    private final StringBuilder out = new StringBuilder();

    private ValidationMarkdown() {}

    static String of(ValidationReport report) {
        ValidationMarkdown markdown = new ValidationMarkdown();
        long found = report.sections().stream().mapToLong(s -> s.items().size()).sum();
        markdown.line("# Validation on " + report.server());
        markdown.line("");
        markdown.line(found == 0 ? "Nothing is wrong." : found + " found.");
        report.sections().forEach(markdown::section);
        return markdown.out.toString();
    }

    private void section(Section section) {
        line("");
        line("## " + section.title());
        line("");
        section.looked().forEach(what -> line("- looked at: " + text(what)));
        section.unknown().forEach(what -> line("- **unknown**: " + text(what)));
        section.items().forEach(this::item);
    }

    private void item(Item item) {
        line("");
        line("### " + item.weight() + " " + item.failure().code() + ": "
                + text(item.failure().what()));
        line("");
        for (Fact fact : item.failure().facts()) {
            boolean isCode = fact.label().matches("next|back|onward|was|is");
            if (isCode) {
                line("- " + fact.label() + ":");
                line("");
                fence(fact.text());
            } else {
                line("- " + fact.label() + ": " + text(fact.text()));
            }
        }
    }

    private void fence(String code) {
        String fence = code.contains("```") ? "~~~~" : "```";
        line("  " + fence);
        code.lines().forEach(l -> line("  " + l));
        line("  " + fence);
    }

    private static String text(String plain) {
        return MarkdownText.text(plain);
    }

    private void line(String line) {
        out.append(line).append('\n');
    }
}
