package dev.dbmigrations.dialect;

import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.stream.Collectors;

/** How identifiers are written and how long they may be. */
public interface Names {

    /** The identifier quoted where it must be. */
    String quote(String identifier);

    /** The longest identifier in bytes. */
    int maximumLength();

    /** A derived name that fits: {@code base_suffix}, the base cut and a hash of it put in when it is too long. */
    String derived(String base, String suffix);

    /** The expression with every reference to the column renamed; strings, comments and other names are left alone. */
    String renameColumn(String expression, String from, String to);

    default String quote(TableName table) {
        return table.isQualified() ? quote(table.schema()) + "." + quote(table.name()) : quote(table.name());
    }

    default String list(List<String> identifiers) {
        return identifiers.stream().map(this::quote).collect(Collectors.joining(", "));
    }

    /** A string literal. */
    String literal(String text);
}
