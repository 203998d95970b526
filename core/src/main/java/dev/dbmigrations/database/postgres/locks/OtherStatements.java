package dev.dbmigrations.database.postgres.locks;

import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Locks of statements that run as written, told by their first words. */
record OtherStatements(Schema schema) {

    /** Which relations a statement locks: the one it is about, those it mentions, or none. */
    private enum On {
        OBJECT,
        TABLES,
        NOTHING
    }

    private record Known(Pattern words, On on, Mode mode, Work work) {
        static Known of(String words, On on, Mode mode, Work work) {
            return new Known(Pattern.compile("^" + words + "\\b"), on, mode, work);
        }

        static Known none(String words) {
            return of(words, On.NOTHING, Mode.ACCESS_SHARE, Work.METADATA);
        }
    }

    /** First match counts. Measured on PostgreSQL 15 but for VACUUM (documentation, 13.3.1). */
    private static final List<Known> KNOWN = List.of(
            Known.of("create (or replace )?(constraint )?trigger", On.TABLES, Mode.SHARE_ROW_EXCLUSIVE, Work.METADATA),
            Known.of("(drop|alter) trigger", On.TABLES, Mode.ACCESS_EXCLUSIVE, Work.METADATA),
            Known.of(
                    "(create|create or replace|drop|alter) (rule|policy)",
                    On.TABLES,
                    Mode.ACCESS_EXCLUSIVE,
                    Work.METADATA),
            Known.of("(create|drop|alter) statistics", On.TABLES, Mode.SHARE_UPDATE_EXCLUSIVE, Work.METADATA),
            Known.of("(create|alter) publication", On.TABLES, Mode.SHARE_UPDATE_EXCLUSIVE, Work.METADATA),
            Known.of("comment on constraint", On.TABLES, Mode.ACCESS_SHARE, Work.METADATA),
            Known.of("comment", On.TABLES, Mode.SHARE_UPDATE_EXCLUSIVE, Work.METADATA),
            Known.of("create materialized view", On.TABLES, Mode.ACCESS_SHARE, Work.ROWS),
            Known.of("refresh materialized view concurrently", On.OBJECT, Mode.EXCLUSIVE, Work.ROWS),
            Known.of("refresh materialized view", On.OBJECT, Mode.ACCESS_EXCLUSIVE, Work.REWRITE),
            Known.of("create( or replace)? .*view", On.TABLES, Mode.ACCESS_SHARE, Work.METADATA),
            Known.of("(drop|alter) (materialized )?view", On.OBJECT, Mode.ACCESS_EXCLUSIVE, Work.METADATA),
            Known.of("alter sequence", On.OBJECT, Mode.SHARE_ROW_EXCLUSIVE, Work.METADATA),
            Known.of("drop sequence", On.OBJECT, Mode.ACCESS_EXCLUSIVE, Work.METADATA),
            Known.of("alter index", On.OBJECT, Mode.SHARE_UPDATE_EXCLUSIVE, Work.METADATA),
            Known.of("cluster", On.TABLES, Mode.ACCESS_EXCLUSIVE, Work.REWRITE),
            Known.of("vacuum.* full", On.TABLES, Mode.ACCESS_EXCLUSIVE, Work.REWRITE),
            Known.of("(vacuum|analyze|analyse)", On.TABLES, Mode.SHARE_UPDATE_EXCLUSIVE, Work.SCAN),
            Known.of("(insert|copy .*from|copy from|merge)", On.TABLES, Mode.ROW_EXCLUSIVE, Work.ROWS),
            Known.of("(select|with|values|table|call|explain|copy)", On.TABLES, Mode.ACCESS_SHARE, Work.METADATA),
            Known.of("import foreign schema", On.NOTHING, Mode.ACCESS_SHARE, Work.METADATA),
            Known.none(
                    "(grant|revoke|create|set|reset|begin|start|commit|rollback|savepoint|release|do|notify|security)"),
            Known.none("(alter|drop) (function|procedure|routine|aggregate|operator|extension|role|user|database|"
                    + "default privileges|collation|type|domain|text search|event trigger|publication|subscription|"
                    + "foreign data|server)"));

    Impact of(RunAsWritten change, String sql) {
        String action = change.action().toLowerCase(Locale.ROOT);
        if (action.startsWith("reindex")) {
            return reindexed(change, sql);
        }
        if (action.startsWith("lock")) {
            return lockEach(change.tables(), Mode.namedIn(sql.isEmpty() ? action : sql))
                    .doing(Work.METADATA);
        }
        for (Known known : KNOWN) {
            if (known.words().matcher(action).find()) {
                return known(known, change, action);
            }
        }
        return lockEach(change.tables(), Mode.ACCESS_EXCLUSIVE).doing(Work.METADATA);
    }

    private Impact known(Known known, RunAsWritten change, String action) {
        Taken taken = switch (known.on()) {
            case NOTHING -> new Taken(schema);
            case TABLES -> lockEach(change.tables(), known.mode());
            case OBJECT ->
                lockEach(change.tables(), Mode.ACCESS_SHARE).lock(known.mode(), RelationText.parse(change.object()));
        };
        if (action.startsWith("create or replace") && action.endsWith("view")) {
            TableName view = RelationText.parse(change.object());
            schema.table(view).ifPresent(there -> taken.lock(Mode.ACCESS_EXCLUSIVE, view));
        }
        return taken.doing(known.work());
    }

    private Taken lockEach(List<TableName> tables, Mode mode) {
        Taken taken = new Taken(schema);
        tables.forEach(t -> taken.lock(mode, t));
        return taken;
    }

    /** A plain REINDEX holds ACCESS EXCLUSIVE on the index, which every query that plans over the table waits for. */
    private Impact reindexed(RunAsWritten change, String sql) {
        boolean concurrently =
                (change.action() + " " + sql).toLowerCase(Locale.ROOT).contains("concurrently");
        Mode onTable = concurrently ? Mode.SHARE_UPDATE_EXCLUSIVE : Mode.SHARE;
        Mode onIndex = concurrently ? Mode.SHARE_UPDATE_EXCLUSIVE : Mode.ACCESS_EXCLUSIVE;
        Taken taken = new Taken(schema);
        TableName object = RelationText.parse(change.object());
        Optional<Table> owner = schema.index(object).map(found -> found.getKey());
        if (owner.isPresent()) {
            return taken.lock(onTable, owner.get().name())
                    .lock(onIndex, owner.get().name().named(object.name()))
                    .doing(Work.INDEX_BUILD);
        }
        Optional<Table> table = schema.table(object);
        table.ifPresent(t ->
                t.indexes().forEach(i -> taken.lock(onIndex, t.name().named(i.name()))));
        return taken.lock(onTable, object).doing(Work.INDEX_BUILD);
    }
}
