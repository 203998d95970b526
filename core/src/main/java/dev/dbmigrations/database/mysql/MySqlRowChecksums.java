package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.KeyRanges;
import dev.dbmigrations.dialect.MatchedKeys;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.dialect.PairQueries;
import dev.dbmigrations.dialect.RowChecksums;
import dev.dbmigrations.dialect.TablePair;
import dev.dbmigrations.dialect.TablePair.Matched;
import dev.dbmigrations.dialect.TablePair.Side;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows digested by two checksums that are multiplied, one of the key and one of the other values: CRC32 alone is linear, so
 * that the XOR of several rows would stay the same when they exchange values of the same length. Without a key the second
 * one is of the row's text backwards, and digests are added up, since XOR would lose a row that is there twice.
 *
 * <p>Both tables are read by one statement, and InnoDB gives each statement one read view (MySQL 8.0 manual, 17.7.2.3).
 */
final class MySqlRowChecksums implements RowChecksums {
    private final Names names;
    private final MatchedKeys keys;
    private final PairQueries queries;

    MySqlRowChecksums(Names names, KeyRanges ranges) {
        this.names = names;
        this.keys = new MatchedKeys(names, ranges);
        this.queries = new PairQueries(names);
    }

    @Override
    public TablePair pair(Table source, Table target, List<Matched> columns) {
        List<Matched> stored = columns.stream()
                .filter(m -> !target.needed(m.column()).isComputed())
                .toList();
        MatchedKeys.Keys key = keys.of(source, target, stored);
        RowText text = new RowText(names, keys, source, target);
        return new TablePair(
                side(source, key.source(), digest(stored, key.target(), text::ofSource)),
                side(target, key.target(), digest(stored, key.target(), text::ofTarget)),
                stored);
    }

    private Side side(Table table, List<String> key, String digest) {
        String alias = names.quote(table.name().name());
        String checksum = key.isEmpty() ? "coalesce(sum(" + digest + "), 0)" : "bit_xor(" + digest + ")";
        String summary = "SELECT count(*) AS total, " + checksum + " AS checksum FROM " + names.quote(table.name());
        return new Side(new KeyRanges.Walk(table.name(), alias, key), digest, summary);
    }

    /** The factor of the key is odd, so that it is never zero; the other begins with a letter, so that it is not always zero. */
    private static String digest(List<Matched> columns, List<String> key, Function<Matched, List<String>> text) {
        String others =
                joined(columns.stream().filter(m -> !key.contains(m.column())).toList(), text);
        if (key.isEmpty()) {
            return "crc32(" + others + ") * crc32(reverse(" + others + "))";
        }
        String named =
                joined(columns.stream().filter(m -> key.contains(m.column())).toList(), text);
        return "crc32(" + others + ") * (crc32(" + named + ") | 1)";
    }

    private static String joined(List<Matched> columns, Function<Matched, List<String>> text) {
        return Stream.concat(Stream.of("','", "'r'"), columns.stream().flatMap(m -> text.apply(m).stream()))
                .collect(Collectors.joining(", ", "concat_ws(", ")"));
    }

    @Override
    public String comparison(TablePair pair, Range range) {
        return queries.comparison(pair, range);
    }

    @Override
    public String differences(TablePair pair, Range range, int most) {
        return queries.differences(pair, range, most);
    }

    /** FOR UPDATE, because a lock to share would be one on an index alone where that holds all that is read. */
    @Override
    public List<String> repair(TablePair pair, Range range) {
        return List.of(
                "SELECT count(*) FROM " + names.quote(pair.source().walk().table()) + " WHERE " + range.source()
                        + " FOR UPDATE",
                queries.deletion(pair, range),
                queries.insertion(pair, range, ""));
    }
}
