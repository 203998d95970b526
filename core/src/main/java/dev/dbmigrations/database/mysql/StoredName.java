package dev.dbmigrations.database.mysql;

import dev.dbmigrations.parse.Identifiers;
import dev.dbmigrations.schema.TableName;
import java.util.List;

/** A name as written, as the catalog stores it. */
final class StoredName {

    private StoredName() {}

    static TableName of(String written) {
        List<String> parts = Identifiers.parts(written, MySqlLexicalRules.EITHER);
        return parts.size() == 1
                ? TableName.unqualified(parts.getFirst())
                : TableName.of(parts.get(parts.size() - 2), parts.getLast());
    }
}
