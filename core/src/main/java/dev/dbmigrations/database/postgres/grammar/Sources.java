package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The tables that a statement names. */
final class Sources {

    private Sources() {}

    /** Those in a query: by the grammar, or by the words before them where it cannot read the statement. */
    static List<TableName> of(Sql sql) {
        return Syntax.of(sql) instanceof Syntax.Tree tree ? Trees.touched(sql, tree.statement()) : guessed(sql);
    }

    private static List<TableName> guessed(Sql sql) {
        Set<TableName> names = new LinkedHashSet<>();
        Cursor cursor = sql.cursor();
        while (!cursor.atEnd()) {
            if (cursor.skipAny("from", "join") == null) {
                cursor.advance();
                continue;
            }
            cursor.skip("only");
            Name name = cursor.name();
            if (name != null && !cursor.at("(")) {
                names.add(name.table());
            }
        }
        return List.copyOf(names);
    }

    /** The table of the column that a sequence is to belong to. */
    static List<TableName> ofOwner(Cursor cursor) {
        Name column = cursor.seek("owned by") && cursor.skip("owned by") ? cursor.name() : null;
        return column == null || column.parts().size() == 1 ? List.of() : List.of(Comments.tableOf(column));
    }

    /** {@code [ONLY] name [*] [(columns)], …}, as far as it goes. */
    static List<TableName> list(Cursor cursor) {
        List<TableName> tables = new ArrayList<>();
        do {
            cursor.skip("only");
            Name name = cursor.name();
            if (name == null) {
                break;
            }
            cursor.skip("*");
            cursor.skipParenthesised();
            tables.add(name.table());
        } while (cursor.skip(","));
        return tables;
    }
}
