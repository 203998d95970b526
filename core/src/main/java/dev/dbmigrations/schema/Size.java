package dev.dbmigrations.schema;

/**
 * How large a table is.
 *
 * @param rows estimated number of rows; exact when small
 * @param bytes heap bytes, without indexes
 * @param indexBytes bytes of all indexes
 */
public record Size(long rows, long bytes, long indexBytes) {
    public static final Size EMPTY = new Size(0, 0, 0);

    public boolean isEmpty() {
        return rows == 0;
    }

    /** Whether both rows and bytes stay within the given bounds. */
    public boolean fitsIn(Size bound) {
        return rows <= bound.rows && bytes + indexBytes <= bound.bytes + bound.indexBytes;
    }
}
