package dev.dbmigrations.database.mysql.grammar;

import dev.dbmigrations.change.WholeTableChange.TableOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what is said about a table as a whole: {@code ENGINE=InnoDB DEFAULT CHARSET=utf8mb4}. */
final class TableOptions {

    /** MySQL 9.5's and MariaDB 11.4's manuals, "CREATE TABLE"; MariaDB's engines have more, each followed by {@code =}. */
    private static final Set<String> NAMES = Set.of(
            "auto_increment",
            "autoextend_size",
            "avg_row_length",
            "character",
            "charset",
            "checksum",
            "collate",
            "comment",
            "compression",
            "connection",
            "data",
            "default",
            "delay_key_write",
            "encrypted",
            "encryption",
            "encryption_key_id",
            "engine",
            "engine_attribute",
            "ietf_quotes",
            "index",
            "insert_method",
            "itef_quotes",
            "key_block_size",
            "max_rows",
            "min_rows",
            "pack_keys",
            "page_checksum",
            "page_compressed",
            "page_compression_level",
            "password",
            "row_format",
            "secondary_engine",
            "secondary_engine_attribute",
            "sequence",
            "start",
            "stats_auto_recalc",
            "stats_persistent",
            "stats_sample_pages",
            "storage",
            "table_checksum",
            "tablespace",
            "transactional",
            "type",
            "union",
            "with");

    /**
     * @param option what is said
     * @param sql as written
     */
    record Read(TableOption option, String sql) {}

    private TableOptions() {}

    /** The options from here on; the cursor is left at what is none. */
    static List<Read> read(Cursor cursor) {
        List<Read> options = new ArrayList<>();
        while (isAt(cursor)) {
            options.add(option(cursor));
            if (cursor.at(",")) {
                Cursor next = cursor.copy();
                next.advance();
                if (isAt(next)) {
                    cursor.advance();
                }
            }
        }
        return options;
    }

    private static boolean isAt(Cursor cursor) {
        if (cursor.atAny("with cte", "data", "index", "character")) {
            return cursor.atAny("data directory", "index directory", "character set");
        }
        if (cursor.at("with")) {
            return cursor.at("with system versioning");
        }
        Cursor next = cursor.copy();
        next.advance();
        return NAMES.contains(cursor.word()) || (!cursor.word().isEmpty() && next.at("="));
    }

    private static Read option(Cursor cursor) {
        int first = cursor.index();
        cursor.skip("default");
        String name = name(cursor);
        cursor.skip("=");
        int value = cursor.index();
        if (!name.equals("with system versioning") && !cursor.skipParenthesised()) {
            cursor.advance();
        }
        String given = cursor.since(value);
        if (name.equals("tablespace") && cursor.skip("storage")) {
            cursor.advance();
        }
        return new Read(new TableOption(name, given), cursor.since(first));
    }

    private static String name(Cursor cursor) {
        if (cursor.skip("charset")) {
            return "character set";
        }
        String words = cursor.skipAny("character set", "data directory", "index directory", "with system versioning");
        if (words != null) {
            return words;
        }
        String word = cursor.word();
        cursor.advance();
        return word;
    }
}
