package dev.dbmigrations.database.postgres;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.schema.Size;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Measures relations: small ones are counted, large ones estimated as the planner does, by rows per page when last
 * analysed times the pages of now, or, when nobody ever analysed them, by the rows of their first pages.
 */
final class RelationSizes {

    private static final long COUNTED_UP_TO = 1L << 20;
    private static final int SAMPLE = 10_000;
    private static final int TOGETHER = 100;
    private static final int PAGE = 8192;

    /** Of a row in a table that nobody has analysed and nobody lets us read. */
    private static final int USUAL_ROW = 100;

    /** Someone who changes a relation just now has it exclusively; and the first rows may lie behind many dead ones. */
    private static final String PATIENCE =
            "SELECT set_config('lock_timeout', '2s', true), set_config('statement_timeout', '5s', true);";

    private final PostgresSession session;

    RelationSizes(PostgresSession session) {
        this.session = session;
    }

    /**
     * A table that has a file.
     *
     * @param root the relation it counts for: itself, or the partitioned table above
     * @param rows when last analysed, or -1
     * @param pages then
     * @param heap bytes now
     * @param readable whether we may count all its rows
     */
    private record Stored(
            long root,
            TableName name,
            double rows,
            long pages,
            long heap,
            long bytes,
            long indexBytes,
            boolean readable) {

        boolean isCounted() {
            return readable && heap > 0 && heap <= COUNTED_UP_TO;
        }

        boolean isSampled() {
            return readable && heap > COUNTED_UP_TO && !isAnalysed();
        }

        boolean isAnalysed() {
            return rows >= 0 && pages > 0;
        }

        long estimate() {
            double perPage = isAnalysed() ? rows / pages : (double) PAGE / USUAL_ROW;
            return Math.round(perPage * heap / PAGE);
        }

        long extrapolated(long found, long inPages) {
            return found <= SAMPLE ? found : Math.max(found, found * (heap / PAGE) / inPages);
        }
    }

    /** By number; relations without rows of their own are missing. */
    Map<Long, Size> of(Collection<Long> oids) {
        if (oids.isEmpty()) {
            return Map.of();
        }
        List<Stored> tables = rows(CatalogQueries.about(SizeQueries.MEASURED, oids), RelationSizes::storedIn);
        Map<TableName, Long> counted = new HashMap<>();
        List<Stored> small = tables.stream().filter(Stored::isCounted).toList();
        for (int from = 0; from < small.size(); from += TOGETHER) {
            count(small.subList(from, Math.min(small.size(), from + TOGETHER)), counted);
        }
        tables.stream().filter(Stored::isSampled).forEach(table -> counted.put(table.name(), sampled(table)));
        Map<Long, Size> sizes = new HashMap<>();
        for (Stored table : tables) {
            long rows = table.heap() == 0 ? 0 : counted.getOrDefault(table.name(), table.estimate());
            sizes.merge(table.root(), new Size(rows, table.bytes(), table.indexBytes()), RelationSizes::sum);
        }
        return sizes;
    }

    private static Size sum(Size a, Size b) {
        return new Size(a.rows() + b.rows(), a.bytes() + b.bytes(), a.indexBytes() + b.indexBytes());
    }

    private static Stored storedIn(PostgresRow row) {
        return new Stored(
                row.number(1),
                TableName.of(row.text(2), row.text(3)),
                row.decimal(4),
                row.number(5),
                row.number(6),
                row.number(7),
                row.number(8),
                row.truth(9));
    }

    private void count(List<Stored> tables, Map<TableName, Long> counted) {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < tables.size(); i++) {
            sql.append(i == 0 ? "" : " UNION ALL ")
                    .append("SELECT ")
                    .append(i)
                    .append(", count(*) FROM ONLY ")
                    .append(Identifiers.quote(tables.get(i).name()));
        }
        rows(sql.toString(), row -> counted.put(tables.get((int) row.number(1)).name(), row.number(2)));
    }

    /** From the rows in the first pages. There may be so many dead ones before them that it takes too long. */
    private long sampled(Stored table) {
        String sql = SizeQueries.SAMPLED.formatted(Identifiers.quote(table.name()), SAMPLE + 1);
        try {
            return rows(sql, row -> table.extrapolated(row.number(1), row.number(2) + 1))
                    .getFirst();
        } catch (DatabaseFailure.Fatal tooLong) {
            return table.estimate();
        }
    }

    private <T> List<T> rows(String query, Function<PostgresRow, T> reader) {
        List<T> rows = new ArrayList<>();
        session.rowsOfEach(PATIENCE + query, List.of(row -> {}, row -> rows.add(reader.apply(row))));
        return rows;
    }
}
