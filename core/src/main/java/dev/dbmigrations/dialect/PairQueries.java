package dev.dbmigrations.dialect;

import dev.dbmigrations.dialect.RowChecksums.Range;
import dev.dbmigrations.dialect.TablePair.Matched;
import dev.dbmigrations.dialect.TablePair.Side;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The queries about two tables that are the same in every SQL with LIMIT. */
public record PairQueries(Names names) {

    /** See {@link RowChecksums#comparison}: one statement reads both tables at one instant. */
    public String comparison(TablePair pair, Range range) {
        return "SELECT here.total, here.checksum, there.total, there.checksum FROM ("
                + pair.source().summary() + " WHERE " + range.source() + ") AS here, ("
                + pair.target().summary() + " WHERE " + range.target() + ") AS there";
    }

    /** See {@link RowChecksums#differences}. */
    public String differences(TablePair pair, Range range, int most) {
        List<String> key = pair.target().walk().key();
        String parts =
                IntStream.rangeClosed(1, key.size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
        return "SELECT " + parts + ", sum(side) FROM ("
                + listing(pair.source(), column -> conversion(pair, column), key, 1) + " WHERE " + range.source()
                + " UNION ALL "
                + listing(pair.target(), names::quote, key, -1) + " WHERE " + range.target()
                + ") AS both_sides GROUP BY " + parts
                + " HAVING count(*) <> 2 OR sum(side) <> 0 OR min(digest) <> max(digest) ORDER BY " + parts + " LIMIT "
                + most;
    }

    private static String conversion(TablePair pair, String column) {
        return pair.columns().stream()
                .filter(m -> m.column().equals(column))
                .findFirst()
                .orElseThrow()
                .conversion();
    }

    private String listing(Side side, Function<String, String> value, List<String> key, int sign) {
        String columns = IntStream.range(0, key.size())
                .mapToObj(i -> value.apply(key.get(i)) + " AS k" + (i + 1) + ", ")
                .collect(Collectors.joining());
        return "SELECT " + columns + side.digest() + " AS digest, " + sign + " AS side FROM "
                + names.quote(side.walk().table());
    }

    /** Removes the target's rows in the range. */
    public String deletion(TablePair pair, Range range) {
        return "DELETE FROM " + names.quote(pair.target().walk().table()) + " WHERE " + range.target();
    }

    /**
     * Writes the source's rows in the range to the target.
     *
     * @param override what stands before the SELECT, or empty
     */
    public String insertion(TablePair pair, Range range, String override) {
        String columns = names.list(pair.columns().stream().map(Matched::column).toList());
        String values = pair.columns().stream().map(Matched::conversion).collect(Collectors.joining(", "));
        return "INSERT INTO " + names.quote(pair.target().walk().table()) + " (" + columns + ") " + override + "SELECT "
                + values + " FROM " + names.quote(pair.source().walk().table()) + " WHERE " + range.source();
    }
}
