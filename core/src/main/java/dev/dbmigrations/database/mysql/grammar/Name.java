package dev.dbmigrations.database.mysql.grammar;

import dev.dbmigrations.schema.TableName;
import java.util.List;

/**
 * A name of one or more parts as it stands in a statement.
 *
 * @param parts as the catalog stores them
 * @param written as written
 * @param lastWritten its last part as written
 */
record Name(List<String> parts, String written, String lastWritten) {

    Name {
        parts = List.copyOf(parts);
    }

    String last() {
        return parts.getLast();
    }

    TableName table() {
        return parts.size() == 1 ? TableName.unqualified(last()) : TableName.of(parts.get(parts.size() - 2), last());
    }
}
