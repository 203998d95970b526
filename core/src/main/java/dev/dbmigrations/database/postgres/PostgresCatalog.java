package dev.dbmigrations.database.postgres;

import dev.dbmigrations.database.Catalog;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.SharedSession;
import dev.dbmigrations.dialect.Bookkeeping;
import dev.dbmigrations.schema.CatalogObject;
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
import java.util.function.Function;

/**
 * PostgreSQL's catalog in five round trips: which names are there, which relations, their parts, their sizes, the rows of
 * the small ones; in one when there is nothing of those names. Every name inside an expression is printed with its schema.
 */
final class PostgresCatalog implements Catalog {

    private final SharedSession<PostgresSession> sessions;

    PostgresCatalog(SharedSession<PostgresSession> sessions) {
        this.sessions = sessions;
    }

    @Override
    public String defaultSchema() {
        return sessions.with(session -> session.rows(RelationQueries.DEFAULT_SCHEMA, row -> row.text(1)))
                .getFirst();
    }

    @Override
    public Schema read(Collection<TableName> names) {
        List<String> schemas = names.stream().map(TableName::schema).toList();
        List<String> bare = names.stream().map(TableName::name).toList();
        return reading(session -> {
            Numbers found = session.rows(RelationQueries.NUMBERS, Numbers::in, schemas, bare)
                    .getFirst();
            return found.oids().isEmpty()
                    ? Schema.of(found.defaultSchema(), List.of())
                    : schema(session, CatalogQueries.about(RelationQueries.BY_NUMBER, found.oids()));
        });
    }

    /** What names stand for. Most migrations speak of what is not there yet, and for those this is all that is asked. */
    private record Numbers(String defaultSchema, List<Long> oids) {
        static Numbers in(PostgresRow row) {
            return new Numbers(
                    row.text(1), row.texts(2).stream().map(Long::valueOf).toList());
        }
    }

    @Override
    public Schema readAll() {
        return reading(session -> schema(session, RelationQueries.ALL, Bookkeeping.OURS));
    }

    @Override
    public Inventory inventory() {
        return reading(session -> {
            List<CatalogObject> objects = new ArrayList<>();
            // One text is one transaction to the server, at whose end both are what they were. Views are printed under
            // a lock.
            session.rowsOfEach(
                    "SELECT pg_catalog.set_config('search_path', '', true), pg_catalog.set_config('lock_timeout', '2s', true);\n"
                            + InventoryQuery.TEXT,
                    List.of(row -> {}, row -> objects.add(object(row))));
            return Inventory.of(objects);
        });
    }

    private static CatalogObject object(PostgresRow row) {
        CatalogObject.Sql sql = new CatalogObject.Sql(row.text(5), row.text(6), row.text(7));
        return new CatalogObject(row.text(1), row.text(2), row.text(3), row.text(4), sql);
    }

    @Override
    public String fingerprint(Schema schema) {
        return SchemaFingerprint.of(schema);
    }

    /** A relation dropped between two of the queries makes the server say that it looked for it in vain: look again. */
    private <T> T reading(Function<PostgresSession, T> work) {
        return sessions.with(session -> {
            try {
                return work.apply(session);
            } catch (DatabaseFailure.Fatal vanished) {
                return work.apply(session);
            }
        });
    }

    private static Schema schema(PostgresSession session, String query, Object... arguments) {
        Map<Long, RelationParts> relations = new LinkedHashMap<>();
        String[] defaultSchema = {""};
        session.rows(
                query,
                row -> {
                    defaultSchema[0] = row.text(1);
                    if (!row.isNull(2)) {
                        RelationParts relation = relation(row);
                        relations.put(relation.oid, relation);
                    }
                    return relations;
                },
                arguments);
        CatalogReading.fill(session, relations);
        Map<Long, Size> sizes = new RelationSizes(session).of(relations.keySet());
        List<Table> tables = relations.values().stream()
                .map(relation -> relation.table(sizes.getOrDefault(relation.oid, Size.EMPTY)))
                .toList();
        return Schema.of(defaultSchema[0], tables);
    }

    private static RelationParts relation(PostgresRow row) {
        Table.Kind kind = RelationParts.kind(row.text(5), row.truth(6));
        return new RelationParts(row.number(2), TableName.of(row.text(3), row.text(4)), kind);
    }
}
