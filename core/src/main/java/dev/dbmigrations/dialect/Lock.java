package dev.dbmigrations.dialect;

import dev.dbmigrations.schema.TableName;

/**
 * A lock that a statement takes on a relation.
 *
 * @param table the relation
 * @param mode in the server's own words, for example {@code ACCESS EXCLUSIVE}
 * @param blocks who has to wait for it
 */
public record Lock(TableName table, String mode, Blocks blocks) {

    /** Who has to wait, from nobody to everybody. */
    public enum Blocks {
        NOTHING("nothing"),
        SCHEMA_CHANGES("other schema changes"),
        WRITES("writes"),
        READS_AND_WRITES("reads and writes");

        private final String words;

        Blocks(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
