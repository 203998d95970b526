package dev.dbmigrations.verify;

import dev.dbmigrations.dialect.KeyRanges;
import dev.dbmigrations.dialect.TablePair;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.verify.Ranges.Shape;
import java.util.List;
import java.util.stream.IntStream;

/** What the catalog says about the keys of a pair. */
record Shapes(KeyRanges ranges, Table source, Table target) {

    Shape of(TablePair pair) {
        List<Column> here = columns(source, pair.source().walk().key());
        List<Column> there = columns(target, pair.target().walk().key());
        boolean whole =
                here.size() == 1 && ranges.isWholeNumber(here.getFirst()) && ranges.isWholeNumber(there.getFirst());
        boolean alike = IntStream.range(0, here.size())
                .allMatch(i -> here.get(i).type().equals(there.get(i).type()));
        return new Shape(whole, alike);
    }

    private static List<Column> columns(Table table, List<String> names) {
        return names.stream().map(table::needed).toList();
    }

    /** How many rows there are to compare, as far as the server has counted them. */
    long rows() {
        return Math.max(0, Math.max(source.size().rows(), target.size().rows()));
    }
}
