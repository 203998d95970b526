/** The promises of moving rows. */
@NullMarked
package dev.dbmigrations.backfill;

import org.jspecify.annotations.NullMarked;
