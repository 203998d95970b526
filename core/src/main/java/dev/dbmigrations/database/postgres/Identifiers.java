package dev.dbmigrations.database.postgres;

import dev.dbmigrations.schema.TableName;

/** Names in statements that nobody reads: always quoted, so right for any name and any version. */
final class Identifiers {

    private Identifiers() {}

    static String quote(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    static String quote(TableName table) {
        return table.isQualified() ? quote(table.schema()) + "." + quote(table.name()) : quote(table.name());
    }
}
