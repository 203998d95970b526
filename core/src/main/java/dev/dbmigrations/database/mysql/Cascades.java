package dev.dbmigrations.database.mysql;

import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Table;
import java.util.Locale;

/** Foreign keys whose server writes rows of the table itself: neither triggers nor the log of an online copy see them. */
final class Cascades {

    private Cascades() {}

    /** Whether one of its own keys cascades, on whichever occasion (measured on MariaDB 11.4.5: the clause alone decides). */
    static boolean write(Table table) {
        return table.constraints().stream()
                .filter(Constraint::isForeignKey)
                .map(c -> c.definition().toUpperCase(Locale.ROOT))
                .anyMatch(d -> d.contains("CASCADE") || d.contains("SET NULL"));
    }
}
