package dev.dbmigrations.database.mysql.grammar;

import java.util.Set;

/**
 * What MariaDB 10.11 to 11.4 takes beyond MySQL, blotted out or spelt as MySQL spells it, so that the grammar that knows more of the rest can
 * judge the rest. Every character keeps its place.
 */
final class Bridge {

    private static final Set<String> TYPES = Set.of("uuid", "inet4", "inet6", "xmltype");

    private final Source source;
    private final Cursor cursor;
    private final StringBuilder text;
    private final boolean defines;

    private Bridge(Source source) {
        this.source = source;
        this.cursor = source.cursor();
        this.text = new StringBuilder(source.plain());
        this.defines = cursor.atAny("create", "alter", "drop", "truncate", "rename");
    }

    static String over(Source source) {
        return new Bridge(source).bridged();
    }

    private String bridged() {
        while (!cursor.atEnd()) {
            if (!(defines ? bridgeDefinition() : bridgeRows())) {
                cursor.advance();
            }
        }
        return text.toString();
    }

    private boolean bridgeDefinition() {
        return switch (cursor.word()) {
            case "or" -> replace("or replace", "");
            case "if" -> !isFunction() && (replace("if not exists", "") || replace("if exists", ""));
            case "wait" -> waiting();
            case "nowait" -> replace("nowait", "");
            case "persistent" -> replace("persistent", "stored");
            case "nocopy" -> replace("nocopy", "copy");
            case "ignored" -> replace("ignored", "visible");
            case "not" -> replace("not ignored", "visible");
            case "compressed" -> replace("compressed", "");
            case "with" -> replace("with system versioning", "");
            case "without" -> replace("without system versioning", "") || replace("without overlaps", "");
            case "add", "drop" ->
                replace("add system versioning", "force") || replace("drop system versioning", "force");
            case "default" -> bridgeDefault();
            default -> TYPES.contains(cursor.word()) && isType() && replace(cursor.word(), "int");
        };
    }

    /** A function without parentheses around it, or the next value of a sequence. */
    private boolean bridgeDefault() {
        cursor.advance();
        int first = cursor.index();
        if (cursor.skipAny("next value for", "previous value for") != null) {
            cursor.name();
            blot(first, "null");
        } else if (!cursor.word().isEmpty()
                && !cursor.atAny("current_timestamp", "now", "localtime", "localtimestamp")
                && isFunction()) {
            cursor.advance();
            cursor.skipParenthesised();
            blot(first, "null");
        }
        return true;
    }

    /** {@code INSERT … RETURNING} and the like. */
    private boolean bridgeRows() {
        if (!cursor.at("returning")) {
            return false;
        }
        int from = source.tokens().get(cursor.index()).offset();
        Source.blank(text, from, source.endOf(source.size() - 1));
        cursor.moveTo(cursor.end());
        return true;
    }

    private boolean isFunction() {
        Cursor next = cursor.copy();
        next.advance();
        return next.at("(");
    }

    /** After a column's name. */
    private boolean isType() {
        return cursor.index() > 0
                && !isFunction()
                && source.tokens().get(cursor.index() - 1).isName();
    }

    private boolean waiting() {
        int first = cursor.index();
        cursor.advance();
        cursor.advance();
        blot(first, "");
        return true;
    }

    private boolean replace(String phrase, String other) {
        int first = cursor.index();
        if (!cursor.skip(phrase)) {
            return false;
        }
        blot(first, other);
        return true;
    }

    private void blot(int first, String other) {
        int from = source.tokens().get(first).offset();
        Source.blank(text, from, source.endOf(Math.min(cursor.index(), source.size()) - 1));
        for (int i = 0; i < other.length(); i++) {
            text.setCharAt(from + i, other.charAt(i));
        }
    }
}
