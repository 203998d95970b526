package dev.dbmigrations.database.mysql;

import dev.dbmigrations.database.Catalog;
import dev.dbmigrations.database.SharedSession;
import dev.dbmigrations.schema.Inventory;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.SchemaFingerprint;
import dev.dbmigrations.schema.Size;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The catalog of MySQL and MariaDB: the facts from {@code information_schema}, and the words of {@code SHOW CREATE TABLE}
 * for what has to be written again.
 */
final class MySqlCatalog implements Catalog {

    /** Printing a table opens it, which somebody may have exclusively. */
    private static final String PATIENCE = "SET SESSION lock_wait_timeout = 2";

    private static final long COUNTED_UP_TO = 100_000;

    private final SharedSession<MySqlSession> sessions;
    private final MySqlNames names;

    MySqlCatalog(SharedSession<MySqlSession> sessions, MySqlNames names) {
        this.sessions = sessions;
        this.names = names;
    }

    @Override
    public String defaultSchema() {
        return sessions.with(MySqlCatalog::defaultSchema);
    }

    private static String defaultSchema(MySqlSession session) {
        return session.rows("SELECT coalesce(database(), '')", row -> row.text(1))
                .getFirst();
    }

    @Override
    public Schema read(Collection<TableName> wanted) {
        return sessions.with(session -> {
            String here = defaultSchema(session);
            List<TableName> asked =
                    wanted.stream().map(t -> t.inSchema(here)).distinct().toList();
            return asked.isEmpty()
                    ? Schema.of(here, List.of())
                    : schema(session, here, CatalogQueries.about(CatalogQueries.BY_NAME, asked, session.version()));
        });
    }

    @Override
    public Schema readAll() {
        return sessions.with(session -> schema(session, defaultSchema(session), CatalogQueries.ALL));
    }

    @Override
    public Inventory inventory() {
        return sessions.with(session -> {
            session.execute(PATIENCE);
            return MySqlInventory.of(session, names);
        });
    }

    @Override
    public String fingerprint(Schema schema) {
        return SchemaFingerprint.of(schema);
    }

    private Schema schema(MySqlSession session, String defaultSchema, String query) {
        session.execute(PATIENCE);
        Map<TableName, TableParts> tables = new LinkedHashMap<>();
        Map<TableName, Integer> versions = RowVersions.of(session);
        for (TableParts parts : session.rows(query, row -> parts(row, versions))) {
            tables.put(parts.name, parts);
        }
        List<Table> read = new ArrayList<>();
        if (!tables.isEmpty()) {
            Map<TableName, TableParts> printed = new LinkedHashMap<>();
            tables.values().forEach(t -> printed.put(t.name, printed(session, t)));
            new CatalogReading(session, names, printed).fill();
            printed.values().forEach(t -> read.add(t.table()));
        }
        return Schema.of(defaultSchema, read);
    }

    private static TableParts parts(MySqlRow row, Map<TableName, Integer> versions) {
        TableName name = TableName.of(row.text(1), row.text(2));
        Table.Kind kind = row.text(3).contains("VIEW")
                ? Table.Kind.VIEW
                : row.text(9).contains("partitioned") ? Table.Kind.PARTITIONED : Table.Kind.TABLE;
        boolean versioned = row.text(3).contains("VERSIONED");
        String format = row.text(9).contains("row_format=compressed") ? "compressed" : row.text(5);
        return new TableParts(
                name,
                kind,
                new Table.Storage(row.text(4), format, row.text(10), versioned, versions.getOrDefault(name, 0)),
                new Size(row.number(6), row.number(7), row.number(8)),
                ShowCreate.NOTHING);
    }

    private TableParts printed(MySqlSession session, TableParts table) {
        if (table.kind == Table.Kind.VIEW) {
            return table;
        }
        String name = names.quote(table.name);
        String text =
                session.rows("SHOW CREATE TABLE " + name, row -> row.text(2)).getFirst();
        return new TableParts(
                table.name, table.kind, table.storage, counted(session, table, name), ShowCreate.of(text));
    }

    /** The servers guess; a guess that a table is small is checked. */
    private static Size counted(MySqlSession session, TableParts table, String name) {
        if (table.size.rows() > COUNTED_UP_TO) {
            return table.size;
        }
        long rows = session.rows(
                        "SELECT count(*) FROM (SELECT 1 FROM " + name + " LIMIT " + (COUNTED_UP_TO + 1) + ") AS t",
                        row -> row.number(1))
                .getFirst();
        return new Size(
                Math.max(rows, rows > COUNTED_UP_TO ? table.size.rows() : 0),
                bytes(table, rows),
                indexBytes(table, rows));
    }

    /** An empty table has its first pages nevertheless. */
    private static long bytes(TableParts table, long rows) {
        return rows == 0 ? 0 : table.size.bytes();
    }

    private static long indexBytes(TableParts table, long rows) {
        return rows == 0 ? 0 : table.size.indexBytes();
    }
}
