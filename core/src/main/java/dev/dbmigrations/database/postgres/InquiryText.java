package dev.dbmigrations.database.postgres;

import dev.dbmigrations.schema.TableName;
import java.util.Collection;
import java.util.stream.Collectors;

/** Pieces of inquiries. */
final class InquiryText {
    private InquiryText() {}

    /** {@code (VALUES …) n(name)} of quoted names. */
    static String names(Collection<TableName> tables) {
        return values(tables.stream().map(Identifiers::quote).toList());
    }

    static String values(Collection<String> texts) {
        return texts.stream()
                .distinct()
                .map(t -> "(" + literal(t) + ")")
                .collect(Collectors.joining(", ", "(VALUES ", ") n(name)"));
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
