package dev.dbmigrations.report.document;

import dev.dbmigrations.report.document.Document.Part;
import dev.dbmigrations.report.document.Document.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A document as one HTML page that needs nothing else: no scripts, no fonts, nothing from elsewhere. It is well-formed XML, too, light
 * or dark as its reader has it, and can be printed.
 */
public final class HtmlPage {
    private final StringBuilder out = new StringBuilder();

    private HtmlPage() {}

    public static String of(Document document) {
        HtmlPage page = new HtmlPage();
        page.head(document.title());
        page.line("<header>");
        page.line("<h1>" + Xml.text(document.title()) + "</h1>");
        document.lead().forEach(page::block);
        page.line("</header>");
        if (document.parts().size() > 1) {
            page.contents(document.parts());
        }
        int number = 1;
        for (Part part : document.parts()) {
            page.part(part, number);
            number++;
        }
        page.line("<footer>db-migrations</footer>");
        page.line("</main>");
        page.line("</body>");
        page.line("</html>");
        return page.out.toString();
    }

    private void head(String title) {
        line("<!DOCTYPE html>");
        line("<html lang=\"en\">");
        line("<head>");
        line("<meta charset=\"UTF-8\" />");
        line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />");
        line("<meta name=\"color-scheme\" content=\"light dark\" />");
        line("<title>" + Xml.text(title) + "</title>");
        line("<style>");
        out.append(style());
        line("</style>");
        line("</head>");
        line("<body>");
        line("<main>");
    }

    private static String style() {
        try (InputStream style = HtmlPage.class.getResourceAsStream("page.css")) {
            if (style == null) {
                throw new IllegalStateException("page.css is not beside its class");
            }
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void contents(List<Part> parts) {
        line("<nav><ol>");
        int number = 1;
        for (Part part : parts) {
            line("<li><a href=\"#part-" + number + "\">" + Xml.text(part.heading()) + "</a></li>");
            number++;
        }
        line("</ol></nav>");
    }

    private void part(Part part, int number) {
        line("<article id=\"part-" + number + "\">");
        line("<h2>" + Xml.text(part.heading()) + "</h2>");
        part.lead().forEach(this::block);
        part.sections().forEach(this::section);
        line("</article>");
    }

    private void section(Section section) {
        if (section.blocks().isEmpty()) {
            return;
        }
        line("<section>");
        line("<h3>" + Xml.text(section.heading()) + "</h3>");
        section.blocks().forEach(this::block);
        line("</section>");
    }

    private void block(Block block) {
        switch (block) {
            case Block.Paragraph paragraph -> line("<p>" + html(paragraph.text()) + "</p>");
            case Block.Items items -> {
                line("<ul>");
                items.items().forEach(item -> line("<li>" + html(item) + "</li>"));
                line("</ul>");
            }
            case Block.Grid grid -> grid(grid);
            case Block.Code code -> pre(code.text());
            case Block.Notice notice -> notice(notice);
            case Block.Picture picture ->
                line("<figure><figcaption>" + Xml.text(picture.caption()) + "</figcaption>" + picture.svg()
                        + "</figure>");
        }
    }

    private void notice(Block.Notice notice) {
        line("<div class=\"notice " + notice.tone().name().toLowerCase(Locale.ROOT) + "\">");
        line("<p class=\"title\">" + html(notice.title()) + "</p>");
        if (!notice.excerpt().isEmpty()) {
            pre(notice.excerpt());
        }
        if (!notice.facts().isEmpty()) {
            line("<ul>");
            notice.facts().forEach(fact -> line("<li>" + html(fact) + "</li>"));
            line("</ul>");
        }
        line("</div>");
    }

    private void grid(Block.Grid grid) {
        line("<div class=\"wide\"><table>");
        line("<thead><tr>"
                + grid.head().stream().map(h -> "<th>" + Xml.text(h) + "</th>").collect(Collectors.joining())
                + "</tr></thead>");
        line("<tbody>");
        for (List<Line> row : grid.rows()) {
            line("<tr>" + row.stream().map(c -> "<td>" + html(c) + "</td>").collect(Collectors.joining()) + "</tr>");
        }
        line("</tbody></table></div>");
    }

    private void pre(String text) {
        line("<pre>" + Xml.text(text.stripTrailing()) + "</pre>");
    }

    private static String html(Line line) {
        return line.spans().stream()
                .map(span -> {
                    String safe = Xml.text(span.text()).replace("\n", "<br />");
                    return switch (span.look()) {
                        case PLAIN -> safe;
                        case CODE -> "<code>" + safe + "</code>";
                        case STRONG -> "<strong>" + safe + "</strong>";
                    };
                })
                .collect(Collectors.joining());
    }

    private void line(String line) {
        out.append(line).append('\n');
    }
}
