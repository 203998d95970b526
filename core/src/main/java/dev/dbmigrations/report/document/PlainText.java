package dev.dbmigrations.report.document;

import dev.dbmigrations.report.document.Document.Part;
import dev.dbmigrations.report.document.Document.Section;
import java.util.List;

/** A document as plain text that does not depend on the width of a terminal. Pictures are left out. */
public final class PlainText {
    private final StringBuilder out = new StringBuilder();

    private PlainText() {}

    public static String of(Document document) {
        PlainText text = new PlainText();
        text.line(0, document.title());
        document.lead().forEach(block -> text.block(block, 0));
        document.parts().forEach(text::part);
        return text.out.toString();
    }

    private void part(Part part) {
        out.append('\n');
        line(0, part.heading());
        line(0, "=".repeat(part.heading().codePointCount(0, part.heading().length())));
        part.lead().forEach(block -> block(block, 0));
        part.sections().forEach(this::section);
    }

    private void section(Section section) {
        if (section.blocks().isEmpty()) {
            return;
        }
        out.append('\n');
        line(0, section.heading());
        section.blocks().forEach(block -> block(block, 2));
    }

    private void block(Block block, int indent) {
        switch (block) {
            case Block.Paragraph paragraph -> line(indent, paragraph.text().plain());
            case Block.Items items -> items.items().forEach(item -> line(indent, item.plain()));
            case Block.Grid grid -> grid(grid, indent);
            case Block.Code code -> line(indent + 2, code.text());
            case Block.Notice notice -> {
                out.append('\n');
                line(indent, notice.title().plain());
                line(indent + 2, notice.excerpt());
                notice.facts().forEach(fact -> line(indent + 2, fact.plain()));
            }
            case Block.Picture ignored -> {}
        }
    }

    /** The first column as a heading, the others below it with their names. */
    private void grid(Block.Grid grid, int indent) {
        int width = grid.head().stream().skip(1).mapToInt(String::length).max().orElse(0) + 2;
        for (List<Line> row : grid.rows()) {
            line(indent, row.getFirst().plain());
            for (int i = 1; i < row.size(); i++) {
                String label = grid.head().get(i)
                        + " ".repeat(width - grid.head().get(i).length());
                String told = row.get(i).plain().replace("\n", "\n" + " ".repeat(width));
                if (!told.isBlank()) {
                    line(indent + 2, label + told);
                }
            }
        }
    }

    private void line(int indent, String text) {
        if (!text.isBlank()) {
            out.append(text.indent(indent));
        }
    }
}
