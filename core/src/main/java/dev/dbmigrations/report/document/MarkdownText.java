package dev.dbmigrations.report.document;

import dev.dbmigrations.report.document.Document.Part;
import dev.dbmigrations.report.document.Document.Section;
import java.util.List;
import java.util.stream.Collectors;

/** A document as Markdown, for pull requests and the summaries of build servers. Pictures are left out. */
public final class MarkdownText {
    private final StringBuilder out = new StringBuilder();

    private MarkdownText() {}

    public static String of(Document document) {
        MarkdownText markdown = new MarkdownText();
        markdown.line("# " + text(document.title()));
        document.lead().forEach(markdown::block);
        document.parts().forEach(markdown::part);
        return markdown.out.toString();
    }

    private void part(Part part) {
        line("");
        line("## " + text(part.heading()));
        part.lead().forEach(this::block);
        part.sections().forEach(this::section);
    }

    private void section(Section section) {
        if (section.blocks().isEmpty()) {
            return;
        }
        line("");
        line("### " + text(section.heading()));
        section.blocks().forEach(this::block);
    }

    private void block(Block block) {
        if (block instanceof Block.Picture) {
            return;
        }
        line("");
        switch (block) {
            case Block.Paragraph paragraph -> line(line(paragraph.text()));
            case Block.Items items -> items.items().forEach(item -> line("- " + line(item)));
            case Block.Grid grid -> grid(grid);
            case Block.Code code -> fenced(code.language(), code.text());
            case Block.Notice notice -> {
                line(line(notice.title()));
                if (!notice.excerpt().isEmpty()) {
                    line("");
                    fenced("text", notice.excerpt());
                }
                line("");
                notice.facts().forEach(fact -> line("- " + line(fact)));
            }
            case Block.Picture ignored -> {}
        }
    }

    private void grid(Block.Grid grid) {
        line("| "
                + String.join(
                        " | ", grid.head().stream().map(MarkdownText::text).toList()) + " |");
        line("|" + "---|".repeat(grid.head().size()));
        for (List<Line> row : grid.rows()) {
            line("| " + row.stream().map(MarkdownText::line).collect(Collectors.joining(" | ")) + " |");
        }
    }

    /** A fence longer than any within. */
    private void fenced(String language, String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        line(fence + language);
        line(text.stripTrailing());
        line(fence);
    }

    private static String line(Line line) {
        return line.spans().stream()
                .map(span -> switch (span.look()) {
                    case PLAIN -> text(span.text());
                    case CODE -> code(span.text());
                    case STRONG -> "**" + text(span.text()) + "**";
                })
                .collect(Collectors.joining());
    }

    /** What Markdown, or HTML within it, would take for its own. A line break stays one within a cell. */
    public static String text(String plain) {
        return plain.replaceAll("([\\\\`*_\\[\\]|])", "\\\\$1")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("\\s*\n\\s*", "<br>");
    }

    /** As code; a bar would end a cell even there. */
    private static String code(String sql) {
        String fence = sql.contains("`") ? "``" : "`";
        String pad = sql.startsWith("`") || sql.endsWith("`") ? " " : "";
        return fence + pad + sql.replace("\n", " ").replace("|", "\\|") + pad + fence;
    }

    private void line(String line) {
        out.append(line).append('\n');
    }
}
