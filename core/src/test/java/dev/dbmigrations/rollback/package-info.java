/** Tests of the way back as a fold. */
@NullMarked
package dev.dbmigrations.rollback;

import org.jspecify.annotations.NullMarked;
