package dev.dbmigrations.database.postgres.locks;

import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.ServerVersion;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Locks of statements that run as written, told by their first words. */
record OtherStatements(Schema schema, ServerVersion version) {

    /** Which relations a statement locks in its mode: the one it is about, or those it mentions. */
    private enum On {
        OBJECT,
        TABLES
    }

    private record Known(Pattern words, On on, Mode mode, Work work) {
        static Known of(String words, On on, Mode mode, Work work) {
            return new Known(Pattern.compile("^" + words + "\\b"), on, mode, work);
        }
    }

    /** First match counts. Measured on PostgreSQL 15 but for VACUUM (documentation, 13.3.1). */
    private static final List<Known> KNOWN = List.of(
            Known.of("create (or replace )?trigger", On.TABLES, Mode.SHARE_ROW_EXCLUSIVE, Work.METADATA),
            Known.of("(drop|alter) trigger", On.TABLES, Mode.ACCESS_EXCLUSIVE, Work.METADATA),
            Known.of(
                    "(create|create or replace|drop|alter) (rule|policy)",
                    On.TABLES,
                    Mode.ACCESS_EXCLUSIVE,
                    Work.METADATA),
            Known.of("(create|drop|alter) statistics", On.TABLES, Mode.SHARE_UPDATE_EXCLUSIVE, Work.METADATA),
            Known.of("(create|alter) publication", On.TABLES, Mode.SHARE_UPDATE_EXCLUSIVE, Work.METADATA),
            Known.of("comment on (constraint|trigger|rule|policy)", On.TABLES, Mode.ACCESS_SHARE, Work.METADATA),
            Known.of("comment on index", On.OBJECT, Mode.SHARE_UPDATE_EXCLUSIVE, Work.METADATA),
            Known.of("comment", On.TABLES, Mode.SHARE_UPDATE_EXCLUSIVE, Work.METADATA),
            Known.of("create materialized view", On.TABLES, Mode.ACCESS_SHARE, Work.ROWS),
            Known.of("refresh materialized view concurrently", On.OBJECT, Mode.EXCLUSIVE, Work.ROWS),
            Known.of("refresh materialized view", On.OBJECT, Mode.ACCESS_EXCLUSIVE, Work.REWRITE),
            Known.of("create (or replace )?view", On.TABLES, Mode.ACCESS_SHARE, Work.METADATA),
            Known.of("(drop|alter) (materialized )?view", On.TABLES, Mode.ACCESS_EXCLUSIVE, Work.METADATA),
            Known.of("alter sequence", On.OBJECT, Mode.SHARE_ROW_EXCLUSIVE, Work.METADATA),
            Known.of("drop sequence", On.OBJECT, Mode.ACCESS_EXCLUSIVE, Work.METADATA),
            Known.of("alter index", On.OBJECT, Mode.SHARE_UPDATE_EXCLUSIVE, Work.METADATA),
            Known.of("cluster", On.TABLES, Mode.ACCESS_EXCLUSIVE, Work.REWRITE),
            Known.of("vacuum full", On.TABLES, Mode.ACCESS_EXCLUSIVE, Work.REWRITE),
            Known.of("(vacuum|analyze)", On.TABLES, Mode.SHARE_UPDATE_EXCLUSIVE, Work.SCAN),
            Known.of("merge", On.OBJECT, Mode.ROW_EXCLUSIVE, Work.ROWS),
            Known.of("select with", On.TABLES, Mode.ROW_EXCLUSIVE, Work.ROWS),
            Known.of("(select|copy to)", On.TABLES, Mode.ACCESS_SHARE, Work.METADATA));

    /** Statements that lock no table, or none that they name. */
    private static final Pattern HARMLESS = Pattern.compile("^(create|set|reset|show|begin|commit|rollback"
            + "|savepoint|release|prepare|do|call|execute|explain|notify|listen|unlisten|security label"
            + "|(alter|drop) (?!foreign table))\\b.*");

    Impact of(RunAsWritten change, String sql) {
        String action = change.action().toLowerCase(Locale.ROOT);
        if (action.startsWith("reindex")) {
            return reindexed(change);
        }
        if (action.startsWith("lock")) {
            return lockEach(change.tables(), Mode.namedIn(sql)).doing(Work.METADATA);
        }
        if (action.matches("grant|revoke")) {
            // Measured: none on 14.24 and 15.20, ACCESS SHARE on 18.6.
            return version.isAtLeast(18)
                    ? lockEach(change.tables(), Mode.ACCESS_SHARE).doing(Work.METADATA)
                    : Impact.NONE;
        }
        if (action.equals("alter index attach partition")) {
            return indexAttached(change, sql);
        }
        for (Known known : KNOWN) {
            if (known.words().matcher(action).find()) {
                return known(known, change, action);
            }
        }
        if (HARMLESS.matcher(action).matches()) {
            return Impact.NONE;
        }
        return lockEach(change.tables(), Mode.ACCESS_EXCLUSIVE).doing(Work.METADATA);
    }

    /** The index of the partition is locked as if it were dropped; its table as a query locks it (measured on 15). */
    private Impact indexAttached(RunAsWritten change, String sql) {
        TableName whole = RelationText.parse(change.object());
        Taken taken = new Taken(schema).lock(Mode.SHARE_UPDATE_EXCLUSIVE, whole);
        schema.index(whole)
                .ifPresent(found -> taken.lock(Mode.ACCESS_SHARE, found.getKey().name()));
        RelationText.after("attach partition", sql).ifPresent(part -> {
            taken.lock(Mode.ACCESS_EXCLUSIVE, part);
            schema.index(part)
                    .ifPresent(found ->
                            taken.lock(Mode.ACCESS_SHARE, found.getKey().name()));
        });
        return taken.doing(Work.METADATA);
    }

    private Impact known(Known known, RunAsWritten change, String action) {
        Taken taken = switch (known.on()) {
            case TABLES -> lockEach(change.tables(), known.mode());
            case OBJECT -> lockObjects(lockEach(change.tables(), Mode.ACCESS_SHARE), known.mode(), change);
        };
        if (action.startsWith("create or replace") && action.endsWith("view")) {
            TableName view = RelationText.parse(change.object());
            schema.table(view).ifPresent(there -> taken.lock(Mode.ACCESS_EXCLUSIVE, view));
        }
        return taken.doing(known.work());
    }

    private static Taken lockObjects(Taken taken, Mode mode, RunAsWritten change) {
        RelationText.parseList(change.object()).forEach(t -> taken.lock(mode, t));
        return taken;
    }

    private Taken lockEach(List<TableName> tables, Mode mode) {
        Taken taken = new Taken(schema);
        tables.forEach(t -> taken.lock(mode, t));
        return taken;
    }

    /** A plain REINDEX holds ACCESS EXCLUSIVE on the index, which every query that plans over the table waits for. */
    private Impact reindexed(RunAsWritten change) {
        boolean concurrently = change.action().contains("concurrently");
        Mode onTable = concurrently ? Mode.SHARE_UPDATE_EXCLUSIVE : Mode.SHARE;
        Mode onIndex = concurrently ? Mode.SHARE_UPDATE_EXCLUSIVE : Mode.ACCESS_EXCLUSIVE;
        Taken taken = new Taken(schema);
        TableName object = RelationText.parse(change.object());
        if (!change.action().matches("reindex (index|table).*")) {
            return taken.doing(Work.INDEX_BUILD);
        }
        Optional<Table> owner = schema.index(object).map(found -> found.getKey());
        if (owner.isPresent()) {
            return taken.lock(onTable, owner.get().name())
                    .lock(onIndex, owner.get().name().named(object.name()))
                    .doing(Work.INDEX_BUILD);
        }
        Optional<Table> table = schema.table(object);
        table.ifPresent(t ->
                t.indexes().forEach(i -> taken.lock(onIndex, t.name().named(i.name()))));
        return taken.lock(change.action().startsWith("reindex index") ? onIndex : onTable, object)
                .doing(Work.INDEX_BUILD);
    }
}
