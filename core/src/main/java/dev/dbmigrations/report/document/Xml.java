package dev.dbmigrations.report.document;

/** Text within XML and HTML. Characters that XML 1.0 cannot hold at all are left out. */
public final class Xml {
    private Xml() {}

    /** Between tags: line breaks stay as they are. */
    public static String text(String plain) {
        StringBuilder safe = new StringBuilder();
        plain.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '\t', '\n' -> safe.appendCodePoint(c);
                default -> {
                    boolean allowed = (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
                    if (allowed) {
                        safe.appendCodePoint(c);
                    }
                }
            }
        });
        return safe.toString();
    }

    /** Within the quotes of an attribute: line breaks are written out. */
    public static String attribute(String plain) {
        return text(plain).replace("\t", "&#9;").replace("\n", "&#10;");
    }
}
