package dev.dbmigrations.verify;

/** What was found in a range of both tables at one instant: how many rows, and a checksum of them. */
record Answer(long sourceRows, String sourceChecksum, long targetRows, String targetChecksum) {

    /** Rows are counted besides, because a checksum may miss a row (must-not-fail 68). */
    boolean isEqual() {
        return sourceRows == targetRows && sourceChecksum.equals(targetChecksum);
    }

    /** In the table that has more. */
    long rows() {
        return Math.max(sourceRows, targetRows);
    }
}
