package dev.dbmigrations.database.mysql.grammar;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.AddConstraint.AddCheck;
import dev.dbmigrations.change.AddConstraint.AddForeignKey;
import dev.dbmigrations.change.AddConstraint.AddPrimaryKey;
import dev.dbmigrations.change.AddConstraint.AddUnique;
import dev.dbmigrations.change.AddConstraint.Validation;
import dev.dbmigrations.change.IndexChange.CreateIndex;
import dev.dbmigrations.change.IndexChange.How;
import dev.dbmigrations.change.IndexChange.Kind;
import dev.dbmigrations.change.TableChange;
import dev.dbmigrations.schema.Constraint.Target;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads indexes and constraints, whether written for a table or on one of its columns. */
final class Keys {

    /** What the servers call every primary key, whatever its definition says. */
    static final String PRIMARY = "PRIMARY";

    private static final String[] BEGINNINGS = {
        "constraint",
        "primary key",
        "unique",
        "index",
        "key",
        "fulltext",
        "spatial",
        "vector index",
        "vector key",
        "foreign key",
        "check"
    };

    /** What may stand where a constraint is named without a name. */
    private static final String[] CONSTRAINTS = {"primary", "unique", "foreign", "check"};

    private Keys() {}

    /** Whether a key or constraint is defined here, and not a column. */
    static boolean areAt(Cursor cursor) {
        return cursor.atAny(BEGINNINGS);
    }

    /** Reads all that the cursor sees: an {@link AddConstraint}, or a {@link CreateIndex} where the index is all there is. */
    static TableChange read(Cursor cursor, TableName table) {
        String name = null;
        if (cursor.skip("constraint")) {
            cursor.skip("if not exists");
            name = cursor.atAny(CONSTRAINTS) ? null : cursor.nameHere().last();
        }
        if (cursor.at("check")) {
            return check(cursor, table, name);
        }
        if (cursor.skip("foreign key")) {
            return foreignKey(cursor, table, name);
        }
        if (cursor.at("primary key")) {
            int first = cursor.index();
            cursor.skip("primary key");
            List<String> columns = columns(cursor.copy());
            cursor.moveTo(cursor.end());
            return new AddPrimaryKey(table, PRIMARY, columns, cursor.since(first), null);
        }
        return index(cursor, table, name);
    }

    /** The unique constraint that a unique index is. */
    static AddUnique asConstraint(CreateIndex index) {
        return new AddUnique(index.table(), index.name(), index.columns(), "UNIQUE KEY " + index.tail(), null);
    }

    private static CreateIndex index(Cursor cursor, TableName table, @Nullable String constraint) {
        boolean unique = cursor.skip("unique");
        Kind kind = kind(cursor);
        cursor.skipAny("index", "key");
        boolean ifNotExists = cursor.skip("if not exists");
        Name name = cursor.atAny("(", "using", "type") ? null : cursor.name();
        String method = method(cursor);
        List<String> columns = columns(cursor.copy());
        String named = name == null ? constraint : name.last();
        String tail = cursor.rest() + method;
        return new CreateIndex(table, named, columns, new How(unique, false, ifNotExists, false, kind), tail);
    }

    static Kind kind(Cursor cursor) {
        String word = cursor.skipAny("fulltext", "spatial", "vector");
        return word == null
                ? Kind.ORDINARY
                : switch (word) {
                    case "fulltext" -> Kind.FULLTEXT;
                    case "spatial" -> Kind.SPATIAL;
                    default -> Kind.VECTOR;
                };
    }

    /** Written before the columns or after them it means the same; moved to the end it is the same text. */
    static String method(Cursor cursor) {
        int first = cursor.index();
        if (cursor.skipAny("using", "type") == null) {
            return "";
        }
        cursor.advance();
        return " " + cursor.since(first);
    }

    /** The columns of the first parenthesis from here on, prefixes and directions left out; expressions are skipped. */
    static List<String> columns(Cursor cursor) {
        List<String> columns = new ArrayList<>();
        if (cursor.seek("(")) {
            for (Cursor part : cursor.inParentheses().split()) {
                Name name = part.at("(") ? null : part.name();
                if (name != null) {
                    columns.add(name.last());
                }
            }
        }
        return columns;
    }

    static AddPrimaryKey primary(TableName table, Name column) {
        String definition = "PRIMARY KEY (" + column.written() + ")";
        return new AddPrimaryKey(table, PRIMARY, List.of(column.last()), definition, null);
    }

    static AddUnique unique(TableName table, @Nullable String name, Name column) {
        return new AddUnique(table, name, List.of(column.last()), "UNIQUE KEY (" + column.written() + ")", null);
    }

    /** Leaves the cursor after the constraint. */
    static AddCheck check(Cursor cursor, TableName table, @Nullable String name) {
        int first = cursor.index();
        cursor.skip("check");
        String condition = cursor.inParentheses().rest();
        boolean enforced = !cursor.skip("not enforced");
        cursor.skip("enforced");
        Validation validation = enforced ? Validation.AT_ONCE : Validation.DEFERRED;
        return new AddCheck(table, name, condition, cursor.since(first), validation);
    }

    private static AddForeignKey foreignKey(Cursor cursor, TableName table, @Nullable String name) {
        int first = cursor.index() - 2;
        cursor.skip("if not exists");
        if (!cursor.at("(")) {
            cursor.name();
        }
        List<String> columns = columns(cursor);
        cursor.seek("references");
        Target target = target(cursor);
        return new AddForeignKey(table, name, columns, target, cursor.since(first), Validation.AT_ONCE);
    }

    /** A reference on a column. Leaves the cursor after it. */
    static AddForeignKey reference(Cursor cursor, TableName table, @Nullable String name, Name column) {
        int first = cursor.index();
        Target target = target(cursor);
        String definition = "FOREIGN KEY (" + column.written() + ") " + cursor.since(first);
        return new AddForeignKey(table, name, List.of(column.last()), target, definition, Validation.AT_ONCE);
    }

    private static Target target(Cursor cursor) {
        cursor.skip("references");
        TableName table = cursor.nameHere().table();
        List<String> columns = cursor.at("(") ? columns(cursor.copy()) : List.of();
        cursor.skipParenthesised();
        while (cursor.skipAny("match", "on delete", "on update") != null) {
            if (cursor.skipAny("set null", "set default", "no action") == null) {
                cursor.advance();
            }
        }
        return new Target(table, columns);
    }
}
