package dev.dbmigrations.database.postgres;

import dev.dbmigrations.schema.TableName;
import dev.dbmigrations.schema.View;
import java.util.ArrayList;
import java.util.List;

/** A view as one row of {@link ViewQueries#VIEWS} describes it. */
@SuppressWarnings("InlineFormatString") // a query reads better apart from what fills it
final class ViewReading {

    /** Definitions are compared as they were read: every name in full. */
    private static final String UNCHANGED = """
            DO $db_migrations$
            DECLARE path text := current_setting('search_path');
            BEGIN
              PERFORM set_config('search_path', '', true);
              IF left(encode(sha256(convert_to(rtrim(btrim(pg_get_viewdef(%1$s::regclass), E' \\n'), ';'), 'UTF8')), 'hex'), 16) <> '%2$s' THEN
                RAISE EXCEPTION 'view %% was changed since this was planned', %1$s;
              END IF;
              PERFORM set_config('search_path', path, true);
            END
            $db_migrations$""";

    private ViewReading() {}

    static View view(PostgresRow row) {
        String shown = row.text(4);
        String options = row.text(9);
        List<String> create = new ArrayList<>();
        create.add(
                "CREATE VIEW " + shown + (options.isEmpty() ? "" : " WITH (" + options + ")") + " AS " + row.text(6));
        create.addAll(row.texts(8));
        String literal = "'" + shown.replace("'", "''") + "'";
        return new View(
                TableName.of(row.text(2), row.text(3)),
                shown,
                row.texts(5),
                UNCHANGED.formatted(literal, row.text(7)),
                create,
                row.text(10));
    }
}
