/**
 * Whether two tables hold the same rows, asked while clients write to both: ranges of a key, each looked at in both tables
 * at one instant, rows that differ written again, and no end before a whole pass has found none.
 */
@NullMarked
package dev.dbmigrations.verify;

import org.jspecify.annotations.NullMarked;
