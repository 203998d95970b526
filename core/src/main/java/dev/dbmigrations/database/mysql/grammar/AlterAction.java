package dev.dbmigrations.database.mysql.grammar;

import dev.dbmigrations.change.ColumnChange.AddColumn;
import dev.dbmigrations.change.ColumnChange.DropColumn;
import dev.dbmigrations.change.ColumnChange.DropDefault;
import dev.dbmigrations.change.ColumnChange.RedefineColumn;
import dev.dbmigrations.change.ColumnChange.RenameColumn;
import dev.dbmigrations.change.ColumnChange.SetColumnVisibility;
import dev.dbmigrations.change.ColumnChange.SetDefault;
import dev.dbmigrations.change.IndexChange.DropIndex;
import dev.dbmigrations.change.IndexChange.RenameIndex;
import dev.dbmigrations.change.IndexChange.SetIndexVisibility;
import dev.dbmigrations.change.TableChange;
import dev.dbmigrations.change.WholeTableChange.AlterOtherwise;
import dev.dbmigrations.change.WholeTableChange.ConvertCharacterSet;
import dev.dbmigrations.change.WholeTableChange.DropConstraint;
import dev.dbmigrations.change.WholeTableChange.RebuildTable;
import dev.dbmigrations.change.WholeTableChange.RenameTable;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one action of an ALTER TABLE, all that its cursor sees. */
final class AlterAction {

    /** What is called by more than its first two words, or by fewer. */
    private static final String[] PHRASES = {
        "add system versioning",
        "drop system versioning",
        "add period for",
        "drop period for",
        "secondary_load",
        "secondary_unload"
    };

    private static final int MOST_WORDS = 2;

    private final Cursor cursor;
    private final TableName table;

    AlterAction(Cursor cursor, TableName table) {
        this.cursor = cursor;
        this.table = table;
    }

    TableChange read() {
        TableChange partitions = Partitions.read(cursor.copy(), table);
        if (partitions != null) {
            return partitions;
        }
        Cursor start = cursor.copy();
        TableChange known = switch (cursor.word()) {
            case "add" -> added();
            case "drop" -> dropped();
            case "alter" -> altered();
            case "modify", "change" -> redefined();
            case "rename" -> renamed();
            case "convert" -> converted();
            case "force" -> new RebuildTable(table);
            default -> null;
        };
        return known == null ? otherwise(start) : known;
    }

    private @Nullable TableChange added() {
        cursor.skip("add");
        if (cursor.atAny("system versioning", "period for")) {
            return null;
        }
        if (Keys.areAt(cursor)) {
            return Keys.read(cursor, table);
        }
        cursor.skip("column");
        boolean ifNotExists = cursor.skip("if not exists");
        Columns.Read column = Columns.read(cursor, table);
        return new AddColumn(table, column.column(), ifNotExists, column.sql());
    }

    private @Nullable TableChange dropped() {
        cursor.skip("drop");
        if (cursor.atAny("system versioning", "period for")) {
            return null;
        }
        if (cursor.skip("primary key")) {
            return new DropConstraint(table, Keys.PRIMARY, false, false);
        }
        if (cursor.skipAny("index", "key") != null) {
            boolean ifExists = cursor.skip("if exists");
            return new DropIndex(table, index(), false, ifExists, false);
        }
        if (cursor.skipAny("foreign key", "constraint", "check") != null) {
            boolean ifExists = cursor.skip("if exists");
            return new DropConstraint(table, cursor.nameHere().last(), ifExists, false);
        }
        cursor.skip("column");
        boolean ifExists = cursor.skip("if exists");
        String column = cursor.nameHere().last();
        return new DropColumn(table, column, ifExists, cursor.skip("cascade"));
    }

    private @Nullable TableChange altered() {
        cursor.skip("alter");
        if (cursor.skipAny("index", "key") != null) {
            cursor.skip("if exists");
            return new SetIndexVisibility(table, index(), cursor.atAny("visible", "not ignored"));
        }
        if (cursor.atAny("check", "constraint")) {
            return null;
        }
        cursor.skip("column");
        cursor.skip("if exists");
        String column = cursor.nameHere().last();
        if (cursor.skip("set default")) {
            return new SetDefault(table, column, cursor.rest());
        }
        if (cursor.at("drop default")) {
            return new DropDefault(table, column);
        }
        return new SetColumnVisibility(table, column, cursor.at("set visible"));
    }

    private TableChange redefined() {
        boolean renames = cursor.at("change");
        cursor.advance();
        cursor.skip("column");
        boolean ifExists = cursor.skip("if exists");
        String column = (renames ? cursor : cursor.copy()).nameHere().last();
        Columns.Read definition = Columns.read(cursor, table);
        return new RedefineColumn(table, column, definition.column(), ifExists, definition.sql());
    }

    private TableChange renamed() {
        cursor.skip("rename");
        if (cursor.skip("column")) {
            cursor.skip("if exists");
            String column = cursor.nameHere().last();
            cursor.skip("to");
            return new RenameColumn(table, column, cursor.nameHere().last());
        }
        if (cursor.skipAny("index", "key") != null) {
            cursor.skip("if exists");
            TableName index = index();
            cursor.skip("to");
            return new RenameIndex(table, index, cursor.nameHere().last());
        }
        cursor.skipAny("to", "as", "=");
        return renamed(table, cursor.nameHere().table());
    }

    /** A table may also be moved to another schema, which no other change does. */
    static TableChange renamed(TableName from, TableName to) {
        boolean moves = to.isQualified() && !to.schema().equals(from.schema());
        return moves ? new AlterOtherwise(from, "rename to " + to) : new RenameTable(from, to.name());
    }

    private @Nullable TableChange converted() {
        cursor.skip("convert to");
        if (cursor.skipAny("character set", "charset") == null) {
            return null;
        }
        cursor.skip("=");
        String characterSet = cursor.take();
        boolean collated = cursor.skip("collate");
        cursor.skip("=");
        return new ConvertCharacterSet(table, characterSet, collated ? cursor.take() : null);
    }

    private TableName index() {
        return TableName.unqualified(cursor.nameHere().last());
    }

    private AlterOtherwise otherwise(Cursor start) {
        String phrase = start.skipAny(PHRASES);
        if (phrase != null) {
            return new AlterOtherwise(table, phrase);
        }
        List<String> words = new ArrayList<>();
        while (!start.word().isEmpty() && words.size() < MOST_WORDS) {
            words.add(start.word());
            start.advance();
        }
        return new AlterOtherwise(table, String.join(" ", words));
    }
}
