package dev.dbmigrations.database.postgres;

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
import java.util.stream.IntStream;

/**
 * Rows digested by the server's own hash functions (the {@code …extended} ones of 64 bits), one for each column with a seed
 * of its own, joined by XOR and hashed once more, and then added up: a sum, unlike XOR, does not lose a row that is there
 * twice. A digest is never NULL.
 *
 * <p>Repairs run at one snapshot: whatever comes between makes the locking of the source's rows fail.
 */
final class PostgresRowChecksums implements RowChecksums {
    private final Names names;
    private final MatchedKeys keys;
    private final PairQueries queries;

    PostgresRowChecksums(Names names, KeyRanges ranges) {
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
        return new TablePair(
                side(source, key.source(), digest(stored, target, m -> converted(source, m, target))),
                side(target, key.target(), digest(stored, target, m -> names.quote(m.column()))),
                stored);
    }

    private String converted(Table source, Matched matched, Table target) {
        String type = target.needed(matched.column()).type();
        boolean same = keys.plain(source, matched.conversion())
                .filter(from -> from.type().equals(type))
                .isPresent();
        return same ? matched.conversion() : "(" + matched.conversion() + ")::" + type;
    }

    private Side side(Table table, List<String> key, String digest) {
        String alias = names.quote(table.name().name());
        String summary = "SELECT count(*) AS total, coalesce(sum(" + digest + "), 0) AS checksum FROM "
                + names.quote(table.name());
        return new Side(new KeyRanges.Walk(table.name(), alias, key), digest, summary);
    }

    /** A float holds 53 bits of what is joined; hashing the number itself would first fold it to 32. */
    private static String digest(List<Matched> columns, Table target, Function<Matched, String> value) {
        String joined = IntStream.range(0, columns.size())
                .mapToObj(i -> ColumnHash.of(
                        value.apply(columns.get(i)),
                        target.needed(columns.get(i).column()).type(),
                        i + 1))
                .collect(Collectors.joining(" # "));
        return "hashfloat8extended((" + (joined.isEmpty() ? "0" : joined) + ")::float8, 0)";
    }

    /** Ranges are short, and several sessions are at work: starting helpers for each would cost more than it brings. */
    @Override
    public List<String> preparation() {
        return List.of("SET max_parallel_workers_per_gather = 0");
    }

    @Override
    public String comparison(TablePair pair, Range range) {
        return queries.comparison(pair, range);
    }

    @Override
    public String differences(TablePair pair, Range range, int most) {
        return queries.differences(pair, range, most);
    }

    @Override
    public List<String> repair(TablePair pair, Range range) {
        return List.of(
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
                "SELECT 1 FROM " + names.quote(pair.source().walk().table()) + " WHERE " + range.source()
                        + " FOR SHARE",
                queries.deletion(pair, range),
                queries.insertion(pair, range, "OVERRIDING SYSTEM VALUE "));
    }
}
