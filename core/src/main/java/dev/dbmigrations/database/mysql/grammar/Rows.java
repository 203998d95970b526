package dev.dbmigrations.database.mysql.grammar;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.RowChange.Batching;
import dev.dbmigrations.change.RowChange.DeleteRows;
import dev.dbmigrations.change.RowChange.InsertGivenRows;
import dev.dbmigrations.change.RowChange.InsertSelectedRows;
import dev.dbmigrations.change.RowChange.UpdateRows;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads UPDATE, DELETE, INSERT and REPLACE, and cuts them into the pieces of a batch where that keeps their meaning. */
final class Rows {

    private static final String[] ENDINGS = {"order by", "limit", "returning"};

    private final Cursor cursor;

    /**
     * @param cursor after the verb
     */
    private Rows(Cursor cursor) {
        this.cursor = cursor;
    }

    static Change updated(Cursor cursor) {
        cursor.skipAll("low_priority", "ignore");
        return new Rows(cursor).update();
    }

    static Change deleted(Cursor cursor) {
        cursor.skipAll("low_priority", "quick", "ignore");
        return new Rows(cursor).delete();
    }

    static Change inserted(Cursor cursor) {
        cursor.skipAll("low_priority", "delayed", "high_priority", "ignore");
        cursor.skip("into");
        return new Rows(cursor).insert();
    }

    /** The table that is changed, how it is called, and why it cannot be cut if what follows its name is unusual. */
    private record Changed(
            TableName table, String alias, @Nullable String refusal) {}

    private Changed changed() {
        Name name = cursor.nameHere();
        String refusal = cursor.at("partition")
                ? "it names partitions"
                : cursor.at("for portion") ? "it changes a portion of time" : null;
        String alias = name.lastWritten();
        if (refusal == null
                && !cursor.atAny("set", "where", "order", "limit", "returning", ",", "join", "inner", "left")) {
            boolean as = cursor.skip("as");
            Name called =
                    as || !cursor.atAny("cross", "right", "natural", "straight_join", "using") ? cursor.name() : null;
            alias = called == null ? alias : called.written();
        }
        return new Changed(name.table(), alias, refusal);
    }

    private Change update() {
        if (cursor.at("(")) {
            return severalTables(true);
        }
        Changed changed = changed();
        if (changed.refusal() == null && !cursor.at("set")) {
            return new UpdateRows(
                    changed.table(), List.of(), Batching.refused(changed.table(), Refusals.SEVERAL_TABLES));
        }
        cursor.seek("set");
        cursor.skip("set");
        int set = cursor.index();
        cursor.seek("where", "order by", "limit", "returning");
        List<String> assigned = new Cursor(cursor.source(), set, cursor.index())
                .split().stream().map(part -> part.nameHere().last()).toList();
        return new UpdateRows(changed.table(), assigned, batching(changed));
    }

    private Change delete() {
        if (!cursor.skip("from")) {
            return severalTables(false);
        }
        Changed changed = changed();
        if (changed.refusal() == null && !cursor.atEnd() && !cursor.at("where") && !cursor.atAny(ENDINGS)) {
            return new DeleteRows(changed.table(), Batching.refused(changed.table(), Refusals.SEVERAL_TABLES));
        }
        cursor.seek("where", "order by", "limit", "returning");
        return new DeleteRows(changed.table(), batching(changed));
    }

    private Change severalTables(boolean updates) {
        cursor.skipAll("(");
        TableName table = cursor.nameHere().table();
        Batching refused = Batching.refused(table, Refusals.SEVERAL_TABLES);
        return updates ? new UpdateRows(table, List.of(), refused) : new DeleteRows(table, refused);
    }

    /** The cursor stands at WHERE or after everything that WHERE would follow. */
    private Batching batching(Changed changed) {
        String refusal = changed.refusal() != null
                ? changed.refusal()
                : Refusals.ofChange(cursor.source(), changed.table(), cursor.copy());
        if (refusal != null) {
            return Batching.refused(changed.table(), refusal);
        }
        String head = cursor.since(0);
        String where = cursor.skip("where") ? cursor.rest() : "";
        return new Batching(changed.table(), changed.alias(), head, where, "", "");
    }

    private Change insert() {
        TableName table = cursor.nameHere().table();
        if (cursor.skip("partition")) {
            cursor.skipParenthesised();
        }
        if (cursor.at("(") && !Queries.isAt(cursor)) {
            cursor.skipParenthesised();
        }
        if (cursor.atAny("values", "value", "set")) {
            return new InsertGivenRows(table);
        }
        return new InsertSelectedRows(table, Queries.batching(cursor, table));
    }
}
