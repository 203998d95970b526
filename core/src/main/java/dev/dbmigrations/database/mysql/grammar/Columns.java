package dev.dbmigrations.database.mysql.grammar;

import dev.dbmigrations.change.NewColumn;
import dev.dbmigrations.change.NewColumn.Attributes;
import dev.dbmigrations.change.NewColumn.Inline;
import dev.dbmigrations.change.NewColumn.Place;
import dev.dbmigrations.change.NewColumn.Text;
import dev.dbmigrations.parse.Token;
import dev.dbmigrations.schema.Column.Generation;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the definition of a column, from its name to its place. */
final class Columns {

    /** Types of two words; the longer before those they begin with. */
    private static final String[] LONG_TYPES = {
        "national character varying",
        "national char varying",
        "national character",
        "national varchar",
        "national char",
        "nchar varying",
        "nchar varchar",
        "character varying",
        "char varying",
        "char byte",
        "double precision",
        "long char varying",
        "long varchar",
        "long varbinary"
    };

    private final Cursor cursor;
    private final TableName table;
    private final List<Inline> inline = new ArrayList<>();
    private boolean notNull;
    private boolean invisible;
    private @Nullable String expression;
    private @Nullable String onUpdate;
    private @Nullable String characterSet;
    private @Nullable String collation;
    private @Nullable String comment;
    private Generation generation = Generation.PLAIN;

    private Columns(Cursor cursor, TableName table) {
        this.cursor = cursor;
        this.table = table;
    }

    /**
     * @param sql the definition as written, without its place
     */
    record Read(NewColumn column, String sql) {}

    /** Reads all that the cursor sees. */
    static Read read(Cursor cursor, TableName table) {
        return new Columns(cursor, table).read();
    }

    private Read read() {
        int first = cursor.index();
        Name name = cursor.nameHere();
        String type = type(name);
        while (!cursor.atEnd() && !atPlace()) {
            if (!attribute(name)) {
                cursor.advance();
            }
        }
        String sql = cursor.since(first);
        Text text = new Text(characterSet, collation, comment);
        Attributes attributes = new Attributes(text, onUpdate, invisible, place());
        return new Read(new NewColumn(name.last(), type, notNull, expression, generation, inline, attributes), sql);
    }

    private boolean atPlace() {
        return cursor.at("first") || cursor.at("after");
    }

    private Place place() {
        if (cursor.skip("first")) {
            return new Place(true, null);
        }
        return cursor.skip("after") ? new Place(false, cursor.nameHere().last()) : Place.UNSAID;
    }

    private String type(Name column) {
        int first = cursor.index();
        if (cursor.at("serial")) {
            generation = Generation.IDENTITY_BY_DEFAULT;
            notNull = true;
            inline.add(new Inline(Keys.unique(table, null, column), cursor.word()));
        }
        if (cursor.atEnd()) {
            throw new NotUnderstood("a type is missing behind " + column.written());
        }
        if (cursor.skipAny(LONG_TYPES) == null) {
            cursor.advance();
        }
        cursor.skipParenthesised();
        cursor.skipAll("unsigned", "signed", "zerofill");
        return cursor.since(first);
    }

    private boolean attribute(Name column) {
        return ofText() || ofValue() || ofConstraint(column);
    }

    private boolean ofText() {
        if (cursor.skipAny("character set", "charset", "char set") != null) {
            characterSet = cursor.take();
        } else if (cursor.skip("collate")) {
            cursor.skip("=");
            collation = cursor.take();
        } else if (cursor.skip("comment")) {
            cursor.skip("=");
            comment = cursor.take();
        } else if (cursor.skip("invisible")) {
            invisible = true;
        } else {
            return false;
        }
        return true;
    }

    private boolean ofValue() {
        if (cursor.skip("default")) {
            expression = value();
        } else if (cursor.skip("on update")) {
            onUpdate = value();
        } else if (cursor.skip("auto_increment") || cursor.skip("serial default value")) {
            generation = Generation.IDENTITY_BY_DEFAULT;
        } else if (cursor.skip("generated always as row")) {
            generation = Generation.COMPUTED_STORED;
        } else if (cursor.skip("generated always as") || cursor.skip("as")) {
            computed();
        } else {
            return false;
        }
        return true;
    }

    private void computed() {
        Cursor inner = cursor.inParentheses();
        expression = inner.rest();
        String kept = cursor.skipAny("virtual", "stored", "persistent");
        generation = kept == null || kept.equals("virtual") ? Generation.COMPUTED_VIRTUAL : Generation.COMPUTED_STORED;
    }

    /** A literal, an expression in parentheses, or a function. */
    private String value() {
        int first = cursor.index();
        if (cursor.skip("next value for") || cursor.skip("previous value for")) {
            cursor.name();
            return cursor.since(first);
        }
        cursor.skipAny("-", "+");
        if (!cursor.skipParenthesised()) {
            boolean word = !cursor.word().isEmpty();
            cursor.advance();
            if (word && cursor.atKind(Token.Kind.STRING)) {
                cursor.advance();
            } else {
                cursor.skip(".");
                cursor.skipParenthesised();
            }
        }
        return cursor.since(first);
    }

    private boolean ofConstraint(Name column) {
        if (cursor.skip("not null")) {
            notNull = true;
            return true;
        }
        int first = cursor.index();
        String name = null;
        if (cursor.skip("constraint")) {
            boolean named = !cursor.atAny("check", "references", "unique", "primary");
            name = named ? cursor.nameHere().last() : null;
        }
        if (cursor.skipAny("primary key", "key") != null) {
            notNull = true;
            inline.add(new Inline(Keys.primary(table, column), cursor.since(first)));
        } else if (cursor.skipAny("unique key", "unique") != null) {
            inline.add(new Inline(Keys.unique(table, name, column), cursor.since(first)));
        } else if (cursor.at("check")) {
            inline.add(new Inline(Keys.check(cursor, table, name), cursor.since(first)));
        } else if (cursor.at("references")) {
            inline.add(new Inline(Keys.reference(cursor, table, name, column), cursor.since(first)));
        } else {
            return false;
        }
        return true;
    }
}
