package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.Belongings;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;

/** Reads what belongs to a table of PostgreSQL beside its columns, indexes and constraints. Names are printed in full. */
final class PostgresBelongings {
    private static final String FULL_NAMES = "SELECT pg_catalog.set_config('search_path', '', true)";
    private final PostgresNames names;
    private final List<String> prepared = new ArrayList<>();
    private final List<Belongings.Piece> pieces = new ArrayList<>();
    private final List<Belongings.Renamed> renamed = new ArrayList<>();
    private final List<String> obstacles = new ArrayList<>();
    private final TableName second;

    private PostgresBelongings(PostgresNames names, TableName second) {
        this.names = names;
        this.second = second;
    }

    static Belongings of(PostgresSession session, Table table, PostgresNames names) {
        TableName second = table.name().named(names.derived(table.name().name(), "new"));
        PostgresBelongings found = new PostgresBelongings(names, second);
        String query = BelongingsQuery.of(
                full(table.name()), full(second), session.version().isAtLeast(15));
        session.rowsOfEach(FULL_NAMES + ";\n" + query, List.of(row -> {}, found::add));
        return new Belongings(found.prepared, found.pieces, found.renamed, found.obstacles);
    }

    private static String full(TableName name) {
        return Identifiers.quote(name);
    }

    private void add(PostgresRow row) {
        switch (row.text(1)) {
            case "prepared" -> prepared.add(row.text(3));
            case "piece" -> pieces.add(new Belongings.Piece(row.text(3), row.text(4)));
            case "statistics" -> statistics(row);
            case "obstacle" -> obstacles.add(row.text(3));
            default -> throw new IllegalStateException("nothing is called " + row.text(1));
        }
    }

    /** Made under another name, so that they are gathered before anybody needs them. */
    private void statistics(PostgresRow row) {
        String[] parts = row.text(5).split("\n", 2);
        String kinds = parts[0].isEmpty() ? "" : " (" + parts[0] + ")";
        TableName name = TableName.of(row.text(4), names.derived(row.text(3), "new"));
        prepared.add(
                "CREATE STATISTICS " + names.quote(name) + kinds + " ON " + parts[1] + " FROM " + names.quote(second));
        renamed.add(new Belongings.Renamed("STATISTICS", row.text(4), row.text(3)));
    }
}
